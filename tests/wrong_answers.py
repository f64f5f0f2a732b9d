"""Wrong answers that students really give to the exercises, and what `check` must say of each.

For each exercise: (what is given to `check` after the number, words that the verdict must contain). Where two
mistakes lead to one number, both are named, so both stand here.
"""

WRONG_ANSWERS = {
    # --- 00
    "00.3": [],
    # --- 01
    "01.1": [],
    "01.2": [],
    "01.3": [],
    # --- 02
    "02.1": [],
    "02.2": [],
    "02.3": [],
    "02.4": [],
    # --- 03
    "03.1": [],
    "03.2": [],
    "03.3": [],
    # --- 04
    "04.1": [],
    "04.2": [],
    "04.3": [],
    # --- 05
    "05.1": [],
    "05.2": [],
    "05.3": [],
    # --- 06
    "06.1": [],
    "06.2": [],
    "06.3": [],
    # --- 07
    "07.1": [],
    "07.2": [],
    "07.3": [],
}
