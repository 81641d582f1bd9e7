"""Exports of SIPRI's Arms Transfers Database as procurement events.

The shapes are those that SIPRI has published since 2023 and the damage that re-saved copies show; what they are
is told in `docs/sipri.md`. The register itself is SIPRI's and not part of this project.
"""
