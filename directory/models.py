from .vocabulary import Theme

__all__ = ["Theme"]
