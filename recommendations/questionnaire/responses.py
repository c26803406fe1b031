from herbology.private_pages import private

__all__ = ["private"]
