"""Exports of SIPRI's Arms Transfers Database as procurement events.

The shapes are those that SIPRI has published since 2023, with the damage that re-saved copies show
(`docs/sipri.md`). The register itself is SIPRI's and not part of this project.
"""
