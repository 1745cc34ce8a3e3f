"""Write ``oce_cli/lexicon/currencies.toml`` from the CLDR data that Babel carries.

Run ``python scripts/make_units.py`` after a new Babel; the result is committed, so ocx itself never needs Babel.
"""

from __future__ import annotations

import re
from pathlib import Path

TARGET = Path(__file__).parent.parent / "oce_cli" / "lexicon" / "currencies.toml"
OLD = [
    "DEM",
    "FRF",
    "FIM",
    "NLG",
    "ESP",
    "ITL",
    "ATS",
    "BEF",
    "IEP",
    "PTE",
    "GRD",
    "LUF",
    "EEK",
    "LVL",
    "LTL",
    "SKK",
    "SIT",
    "HRK",
]
NOT_MONEY = re.compile(r"^(X[A-Z]{2}|CHE|CHW|CLF|COU|MXV|USN|USS|UYI|UYW|BOV)$")
KEPT_X = ("XAF", "XOF", "XPF", "XCD")
NOT_ALONE = frozenset(  # last words of names that mean other things, or several currencies, when they stand alone
    [
        "sol",
        "sols",
        "colon",
        "colón",
        "dram",
        "drams",
        "mark",
        "marks",
        "unit",
        "units",
        "sum",
        "som",
        "real",
        "reais",
        "rand",
        "pound",
        "pounds",
        "dollar",
        "dollars",
        "peso",
        "pesos",
        "franc",
        "francs",
        "rupee",
        "rupees",
        "krona",
        "kronor",
        "krone",
        "kroner",
        "króna",
        "krónur",
        "dinar",
        "dinars",
        "rial",
        "rials",
        "shilling",
        "shillings",
        "guilder",
        "guilders",
        "won",
        "lira",
        "liras",
        "lire",
        "ruble",
        "rubles",
        "yen",
        "lek",
        "lari",
        "kip",
        "taka",
        "kina",
        "pula",
        "birr",
        "leu",
        "lev",
        "lei",
        "leva",
        "new",
        "gold",
    ]
)
SYMBOL = re.compile(r"[^\w\s.]")


def codes() -> list[str]:
    """The ISO 4217 codes in use, and the old ones that business news still cites."""
    from babel.core import get_global

    tender: set[str] = set()
    for currencies in get_global("territory_currencies").values():
        tender.update(code for code, _, end, legal in currencies if end is None and legal)
    tender.update(OLD, ("CNH", "TWD"))
    return sorted(code for code in tender if code in KEPT_X or not NOT_MONEY.match(code))


def names(code: str) -> list[str]:
    """How English writes the currency, singular and plural, in lower case."""
    from babel import Locale

    locale = Locale("en")
    plural = locale._data["currency_names_plural"].get(code, {})
    found = [locale.currencies.get(code, ""), *(str(plural[key]) for key in plural)]
    clean = (re.sub(r"\s*\([^)]*\)", "", name).lower().strip() for name in found)
    return sorted({name.replace("’", "'") for name in clean if name and name.upper() != code})


def symbols(code: str) -> list[str]:
    """Signs of the currency in English texts that are no code and no plain letters."""
    from babel import Locale

    sign = Locale("en").currency_symbols.get(code, code)
    return [sign.lower()] if sign != code and SYMBOL.search(sign) else []


def main() -> None:
    import babel

    known = codes()
    lines = [
        f"# Written by scripts/make_units.py from the CLDR data of Babel {babel.__version__}; do not edit.",
        f'codes = "{" ".join(known)}"',
        "",
        "[names]",
    ]
    seen: set[str] = set()
    for code in known:
        for name in names(code):
            if name not in seen:
                lines.append(f'"{name}" = "{code}"')
                seen.add(name)
    ends: dict[str, set[str]] = {}
    for line in lines[4:]:
        name, code = (part.strip('"') for part in line.split(" = "))
        ends.setdefault(name.split()[-1], set()).add(code)
    for word, owners in sorted(ends.items()):
        if len(owners) == 1 and word not in NOT_ALONE and word not in seen:
            lines.append(f'"{word}" = "{owners.pop()}"')
            seen.add(word)
    lines += ["", "[symbols]"]
    lines += [f'"{sign}" = "{code}"' for code in known for sign in symbols(code)]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{TARGET.name}: {len(known)} codes, {len(seen)} names")


if __name__ == "__main__":
    main()
