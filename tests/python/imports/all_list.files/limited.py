"""Only some names."""
__all__ = ["visible"]
def visible(): return "visible"
def hidden(): return "hidden"
