"""Modules above sockets that are not simulated say so when they are imported."""

raise ImportError(f"{__name__} is not simulated: write the protocol over socket instead")
