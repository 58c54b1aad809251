"""The structure tree of a tagged document (ISO 32000-1, 14.7): what each mark on a page is, in reading order."""

from __future__ import annotations

from collections.abc import Iterator

MARK_KID, LINK_KID = 0, 1


class Node:
    """A structure element. `kids` holds further Nodes, (MARK_KID, page, mcid) and (LINK_KID, page, object number)."""

    __slots__ = ("alt", "attributes", "kids", "number", "parent", "tag")

    def __init__(self, tag: str, parent: Node | None, *, alt: str = "", attributes: str = "") -> None:
        self.tag, self.parent, self.alt, self.attributes = tag, parent, alt, attributes
        self.kids: list[Node | tuple[int, int, int]] = []
        self.number = 0
        if parent is not None:
            parent.kids.append(self)

    def walk(self) -> Iterator[Node]:
        """This element and all below it, in reading order."""
        pending = [self]
        while pending:
            node = pending.pop()
            yield node
            pending.extend(kid for kid in reversed(node.kids) if isinstance(kid, Node))

    def prune(self) -> bool:
        """Take out elements below that hold nothing (an element without content is noise); whether this one does."""
        self.kids = [kid for kid in self.kids if not isinstance(kid, Node) or kid.prune()]
        return bool(self.kids)


def text_string(text: str) -> bytes:
    """A PDF text string: ASCII in parentheses, anything else in UTF-16 (ISO 32000-1, 7.9.2.2)."""
    if text.isascii() and text.isprintable():
        return b"(" + text.encode().replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)") + b")"
    return b"<feff" + text.encode("utf-16-be", "replace").hex().encode() + b">"


def element(node: Node, root: int, pages: list[int]) -> bytes:
    """The dictionary of an element. `root` is the object number of the tree, `pages` those of the pages by index."""
    parent = node.parent.number if node.parent else root
    parts = [b"<</Type/StructElem/S/%s/P %d 0 R" % (node.tag.encode(), parent)]
    if node.alt:
        parts.append(b"/Alt " + text_string(node.alt))
    if node.attributes:
        parts.append(b"/A" + node.attributes.encode())
    home = next((kid[1] for kid in node.kids if isinstance(kid, tuple)), None)
    if home is not None:
        parts.append(b"/Pg %d 0 R" % pages[home])
    parts.append(b"/K[" + b" ".join(_kid(kid, home, pages) for kid in node.kids) + b"]>>")
    return b"".join(parts)


def _kid(kid: Node | tuple[int, int, int], home: int | None, pages: list[int]) -> bytes:
    if isinstance(kid, Node):
        return b"%d 0 R" % kid.number
    kind, page, number = kid
    if kind == LINK_KID:
        return b"<</Type/OBJR/Obj %d 0 R/Pg %d 0 R>>" % (number, pages[page])
    if page == home:
        return b"%d" % number
    return b"<</Type/MCR/Pg %d 0 R/MCID %d>>" % (pages[page], number)


def parent_tree(parents: list[list[Node] | Node]) -> bytes:
    """The number tree from marks and annotations back to elements (14.7.4.4).

    At the key of a page stands the list of its elements by MCID, at the key of an annotation its element.
    """
    parts = [b"<</Nums["]
    for key, entry in enumerate(parents):
        if isinstance(entry, Node):
            parts.append(b"%d %d 0 R\n" % (key, entry.number))
        else:
            parts.append(b"%d[" % key + b" ".join(b"%d 0 R" % node.number for node in entry) + b"]\n")
    return b"".join(parts) + b"]>>"
