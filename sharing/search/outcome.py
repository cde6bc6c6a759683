"""What a search found, by kind."""

from dataclasses import dataclass

SHOWN_AT_MOST = 8
COUNTED_AT_MOST = 100


@dataclass(frozen=True, slots=True)
class Hit:
    """A record by its name, with what tells it apart, and the address of its screen."""

    title: str
    detail: str
    url: str


@dataclass(frozen=True, slots=True)
class Found:
    """Records of one kind: the first few, how many there are (counted to ``COUNTED_AT_MOST``), and where all are."""

    label: str
    icon: str
    hits: tuple[Hit, ...]
    count: int
    url: str

    @property
    def more(self) -> bool:
        return self.count > len(self.hits)

    @property
    def counted(self) -> str:
        return f"{COUNTED_AT_MOST}+" if self.count > COUNTED_AT_MOST else str(self.count)
