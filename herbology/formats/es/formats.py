"""Spanish as it is written in the United States: points before decimals, as on the packs, and a clock of twelve hours."""

DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
TIME_FORMAT = "g:i A"
DATE_FORMAT = r"j \d\e F \d\e Y"
SHORT_DATE_FORMAT = r"j M Y"
DATETIME_FORMAT = r"j \d\e F \d\e Y, g:i A"
SHORT_DATETIME_FORMAT = r"j M Y, g:i A"
YEAR_MONTH_FORMAT = r"F \d\e Y"
MONTH_DAY_FORMAT = r"j \d\e F"
FIRST_DAY_OF_WEEK = 0
