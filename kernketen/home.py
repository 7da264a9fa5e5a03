"""Where things are kept: ``KERNKETEN_HOME`` is one folder for store, cache and settings."""

from __future__ import annotations

import json
import os

from kernketen.refusal import Refusal, reason_of
from kernketen.words import tr


def store_path() -> str:
    """The file of the local store (schools and contacts); it may not exist yet."""
    return os.path.join(_folder("data"), "store.db")


def snapshot_path() -> str:
    """The file of the compiled snapshot of all regions; it may not exist yet."""
    return os.path.join(_folder("cache"), "snapshot.db")


def archives_path() -> str:
    """The folder in which zips with a region are unpacked; it may not exist yet."""
    return os.path.join(_folder("cache"), "archives")


def usual(name: str) -> str | None:
    """What the user usually wants, such as the ``region``: ``KERNKETEN_REGION``, else ``settings.json``.

    Raises ``Refusal`` for a settings file that cannot be read.
    """
    said = os.environ.get(f"KERNKETEN_{name.upper()}")
    path = os.path.join(_folder("config"), "settings.json")
    if said or not os.path.exists(path):
        return said or None
    try:
        with open(path, encoding="utf-8") as file:
            settings = json.load(file)
        found = settings.get(name) if isinstance(settings, dict) else None
    except (OSError, ValueError) as error:
        raise Refusal(
            tr("The settings {file} cannot be read: {why}.", file=path, why=error), reason="settings"
        ) from None
    return found if isinstance(found, str) else None


def _folder(kind: str) -> str:
    home = os.environ.get("KERNKETEN_HOME")
    if home:
        return os.path.abspath(os.path.expanduser(home))
    # On the path of a user without KERNKETEN_HOME; platformdirs costs more than the lookup itself.
    import platformdirs

    name = {"data": "user_data_dir", "cache": "user_cache_dir", "config": "user_config_dir"}[kind]
    return str(getattr(platformdirs, name)("kernketen", appauthor=False))


def make_private(path: str) -> None:
    """Make the folder of ``path`` for its user only, and the file itself if it is new.

    Raises ``Refusal`` when the folder cannot be written.
    """
    folder = os.path.dirname(path)
    try:
        if not os.path.isdir(folder):
            os.makedirs(folder, mode=0o700)
        if not os.path.exists(path):
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise Refusal(
            tr(
                "The folder {folder} cannot be written ({why}). Set KERNKETEN_HOME to a folder of your own.",
                folder=folder,
                why=reason_of(error),
            ),
            reason="home_not_writable",
        ) from None
