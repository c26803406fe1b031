"""Broken editions of the shipped guideline, made by changing one sentence of one file."""

from recommendations.guideline import load_guideline


def edition(file, old, new):
    """The shipped files with `old` replaced by `new` in one of them, where it stands first."""
    files = dict(load_guideline().files)
    assert old in files[file]
    files[file] = files[file].replace(old, new, 1)
    return files


def without(file):
    return {name: text for name, text in load_guideline().files.items() if name != file}
