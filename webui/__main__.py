"""``python -m webui``: the same as the ``webui`` command."""

from webui.cli import main

main()
