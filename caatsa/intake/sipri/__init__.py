"""Exports of SIPRI's Arms Transfers Database as procurement events.

The shapes are the tables that SIPRI has published since 2022 and the listing before them, with the damage
that re-saved copies show (`docs/sipri.md`). The register itself is SIPRI's and not part of this project.
"""
