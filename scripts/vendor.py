"""Copies the front-end files we ship from node_modules to static/, so production needs no node.

Run `npm ci --ignore-scripts && python scripts/vendor.py` after changing package.json.
Writes static/vendor/ with its manifest (version, licence, sha256) and the sprite static/icons.svg.
"""

import hashlib
import json
import re
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "static" / "vendor"
SPRITE = ROOT / "static" / "icons.svg"
SOURCE_MAP = re.compile(rb"\s*/[/*]# sourceMappingURL=\S+( \*/)?")

FILES = {
    "bootstrap": ["dist/css/bootstrap.min.css", "dist/js/bootstrap.bundle.min.js"],
    "cytoscape": ["dist/cytoscape.min.js"],
    "@fontsource-variable/inter": [
        "files/inter-latin-wght-normal.woff2",
        "files/inter-latin-ext-wght-normal.woff2",
        "files/inter-vietnamese-wght-normal.woff2",
    ],
    "@fontsource-variable/jetbrains-mono": [
        "files/jetbrains-mono-latin-wght-normal.woff2",
        "files/jetbrains-mono-latin-ext-wght-normal.woff2",
    ],
}

ICONS = """
    affiliate alert-circle alert-triangle archive arrow-down arrow-left arrow-right arrow-up
    arrows-sort ban bell box briefcase building building-bank calendar chart-bar check checklist
    chevron-down chevron-left chevron-right circle-check circle-dashed circle-x clipboard-check
    clock copy credit-card device-desktop device-mobile dots download e-passport external-link
    eye eye-off file-export file-import file-text filter fingerprint flag focus-centered folders
    gavel heart-handshake hierarchy-3 history home home-check id info-circle key keyboard
    layout-dashboard link link-off list-check lock lock-open logout mail map-pin menu-2 message
    message-circle minus moon note package paperclip pencil phone plane plane-arrival
    plane-departure plus question-mark refresh route scale search send settings shield-check
    shield-lock sitemap star sun swords table ticket trash upload user user-check
    user-exclamation user-heart user-question user-search users users-group wallet world x
    zoom-in zoom-out
"""


def main() -> None:
    shutil.rmtree(VENDOR, ignore_errors=True)
    manifest = {package: copy_package(package, files) for package, files in FILES.items()}
    manifest["@tabler/icons"] = write_sprite()
    (VENDOR / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n")


def copy_package(package: str, files: list[str]) -> dict:
    """Copies the named files and the licence of one package; returns its manifest entry."""
    source, target = MODULES / package, VENDOR / package.rpartition("/")[2]
    target.mkdir(parents=True)
    shutil.copyfile(source / "LICENSE", target / "LICENSE")
    digests = {}
    for name in files:
        copy = target / Path(name).name
        # A source map reference would make the static files manifest seek a file we do not ship.
        copy.write_bytes(SOURCE_MAP.sub(b"", (source / name).read_bytes()))
        digests[copy.name] = hashlib.sha256(copy.read_bytes()).hexdigest()
    return describe(source) | {"sha256": digests}


def write_sprite() -> dict:
    """Joins the icons we use into one SVG of symbols, named as Tabler names them."""
    source = MODULES / "@tabler" / "icons"
    drawings = source / "icons" / "outline"
    symbols = "\n".join(symbol(drawings / f"{name}.svg") for name in sorted(ICONS.split()))
    SPRITE.write_text(f'<svg xmlns="http://www.w3.org/2000/svg">\n{symbols}\n</svg>\n')
    target = VENDOR / "tabler-icons"
    target.mkdir()
    shutil.copyfile(source / "LICENSE", target / "LICENSE")
    digest = hashlib.sha256(SPRITE.read_bytes()).hexdigest()
    return describe(source) | {"sha256": {"icons.svg": digest}}


def symbol(path: Path) -> str:
    shapes = re.search(r"<svg[^>]*>(.*)</svg>", path.read_text(), re.DOTALL).group(1)
    shapes = re.sub(r"\s*<path stroke=\"none\" d=\"M0 0h24v24H0z\" fill=\"none\"\s*/>", "", shapes)
    shapes = re.sub(r">\s+<", "><", shapes.strip())
    return f'<symbol id="{path.stem}" viewBox="0 0 24 24">{shapes}</symbol>'


def describe(source: Path) -> dict:
    package = json.loads((source / "package.json").read_text())
    return {"version": package["version"], "licence": package["license"]}


if __name__ == "__main__":
    main()
