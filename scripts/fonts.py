"""Copies the fonts of the printed case file from node_modules to cases/casefile/fonts/.

Run `npm ci --ignore-scripts && python scripts/fonts.py` after changing package.json. The PDF writer
reads neither woff nor woff2, and no file of ours is larger than 500 kB, so Han comes in the slices
that its package is cut into, each unpacked to TrueType.
"""

import shutil
import struct
import zlib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
FONTS = ROOT / "cases" / "casefile" / "fonts"
GOOGLE = {
    "inter": ["400Regular/Inter_400Regular.ttf", "700Bold/Inter_700Bold.ttf"],
    "noto-sans-khmer": ["400Regular/NotoSansKhmer_400Regular.ttf"],
    "noto-sans-myanmar": ["400Regular/NotoSansMyanmar_400Regular.ttf"],
    "noto-sans-tamil": ["400Regular/NotoSansTamil_400Regular.ttf"],
    "noto-sans-thai": ["400Regular/NotoSansThai_400Regular.ttf"],
}
HAN = "noto-sans-sc"


def main() -> None:
    shutil.rmtree(FONTS, ignore_errors=True)
    for package, files in GOOGLE.items():
        source, target = MODULES / "@expo-google-fonts" / package, FONTS / package
        target.mkdir(parents=True)
        for name in files:
            shutil.copyfile(source / name, target / Path(name).name)
        shutil.copyfile(source / "LICENSE_FONT", target / "LICENSE")
    unpack_slices(MODULES / "@fontsource" / HAN, FONTS / HAN)


def unpack_slices(source: Path, target: Path) -> None:
    target.mkdir(parents=True)
    for path in sorted((source / "files").glob(f"{HAN}-[0-9]*-400-normal.woff")):
        (target / path.with_suffix(".ttf").name).write_bytes(truetype(path.read_bytes()))
    shutil.copyfile(source / "LICENSE", target / "LICENSE")


def truetype(woff: bytes) -> bytes:
    """The font within a WOFF 1.0 file (W3C, "WOFF File Format 1.0"): its tables, inflated."""
    flavour, count = struct.unpack(">4xI4xH", woff[:14])
    power = count.bit_length() - 1
    search = 16 << power
    index = struct.pack(">IHHHH", flavour, count, search, power, 16 * count - search)
    begin, body = 12 + 16 * count, b""
    for entry in range(44, 44 + 20 * count, 20):
        tag, offset, packed, size, checksum = struct.unpack(">4sIIII", woff[entry : entry + 20])
        table = woff[offset : offset + packed]
        index += struct.pack(">4sIII", tag, checksum, begin + len(body), size)
        body += (zlib.decompress(table) if packed < size else table) + b"\0" * (-size % 4)
    return index + body


if __name__ == "__main__":
    main()
