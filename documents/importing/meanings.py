"""What a row's words mean in the register's vocabularies, and how a new word gets into them.

Words are proposed, not guessed: what is not in a vocabulary is named, and added only where an administrator said so.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches

from documents.importing.cleaning import RegisterRow
from documents.importing.judging import Meaning, NewWord, WordKind
from documents.importing.words import cut
from documents.models import DocumentField, DocumentType, IssuingBody
from documents.numbers import DocumentNumber
from documents.seeding import SHORT_NAMES
from documents.vocabulary import Vocabulary, folded
from editorial.slugs import vietnamese_slug

# Between the bodies of a joint document; names have these signs inside them too.
_JOINTS = re.compile(r"\s+-\s+|\s*[;,]\s*|\s+và\s+", re.IGNORECASE)
# NĐ 30/2020: the notation of an official letter names no type; neither does that of the National Assembly's acts.
OFFICIAL_LETTER = "Công văn"
_ASSEMBLY = re.compile(r"^(QH|UBTVQH)\d*$")
LONGEST_NAME = 255
LIKE = 0.6
MOST_LIKE = 3


@dataclass
class RegisterVocabulary:
    """The vocabularies for one import. With `creates`, new words are added as they come."""

    default_issuer: str = ""
    creates: bool = False
    created: list[NewWord] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.reload()

    def reload(self) -> None:
        self.words = Vocabulary.load()
        self.fields = {folded(row.name): row for row in DocumentField.objects.all()}

    def meaning_of(self, row: RegisterRow) -> Meaning:
        number = DocumentNumber.parse(row.number)
        type_words = row.type_words or self._type_words(number)
        body_words = row.issuer_words or self.default_issuer or _code_of(number)
        if not type_words or not body_words:
            lacks = [("loại văn bản", type_words), ("cơ quan ban hành", body_words)]
            names = " và ".join(name for name, words in lacks if not words)
            return Meaning(problems=(f"Thiếu {names}, và số, ký hiệu không cho biết.",))
        found_type = self._type(type_words, row.issued_on)
        body = self._body(body_words, number if not row.issuer_words else None, row.issued_on)
        found_fields = [(words, self._field(words)) for words in row.field_words]
        new_words = [NewWord(WordKind.TYPE, type_words)] if found_type is None else []
        new_words += [NewWord(WordKind.BODY, body_words)] if body is None else []
        new_words += [NewWord(WordKind.FIELD, words) for words, found in found_fields if found is None]
        return Meaning(
            type_id=found_type.pk if found_type else None,
            type_name=row.type_words or type_words,
            body_id=body.pk if body else None,
            body_name=row.issuer_words or (body.name if body else body_words),
            field_ids=tuple(found.pk for _, found in found_fields if found),
            new_words=tuple(new_words),
        )

    def nearest(self, word: NewWord) -> list[str]:
        """Return the entries whose names are most like a new word, the most alike first."""
        names = self._names(word.kind)
        text = folded(word.text)
        for long, short in SHORT_NAMES:
            text = text.replace(folded(short), folded(long))
        return list(dict.fromkeys(names[each] for each in get_close_matches(text, names, n=MOST_LIKE, cutoff=LIKE)))

    def _names(self, kind: WordKind) -> dict[str, str]:
        if kind == WordKind.TYPE:
            return {folded(row.name): row.name for row in self.words.types}
        if kind == WordKind.FIELD:
            return {name: row.name for name, row in self.fields.items()}
        return {folded(name): body.name for body in self.words.bodies for name in body.names}

    def _type_words(self, number: DocumentNumber | None) -> str:
        found = self.words.type_of_number(number) if number else None
        if found:
            return found.name
        if number and not number.type_code and not _ASSEMBLY.match(number.issuer_code):
            return OFFICIAL_LETTER
        return ""

    def _type(self, words: str, on: date | None) -> DocumentType | None:
        found = self.words.type_named(words, on=on)
        return self._created(WordKind.TYPE, words) if found is None and self.creates else found

    def _body(self, words: str, number: DocumentNumber | None, on: date | None) -> IssuingBody | None:
        found = None
        if number is not None and not self.default_issuer:
            # Before the name: a body added by its code alone, for a day on which no other had it, must not take over the
            # documents of the one whose code it is. Else a second reading of the file would find other bodies than the first.
            by_code = self.words.bodies_with_code(words, on=on)
            found = by_code[0] if len(by_code) == 1 else None
        found = found or self.words.body_named(words, on=on) or self._leading_body(words, on)
        return self._created(WordKind.BODY, words) if found is None and self.creates else found

    def _leading_body(self, words: str, on: date | None) -> IssuingBody | None:
        """Return the first body of a joint document, which issued it in the lead, where each of them is known."""
        pieces = [piece for piece in _JOINTS.split(words) if piece]
        bodies = []
        while pieces:
            for size in range(len(pieces), 0, -1):
                name = " ".join(pieces[:size])
                # A type first: a file may also have "Văn bản hợp nhất" alone for its issuer, and that word, once accepted as a
                # body, must not take over the documents of those it stands before.
                is_type = self.words.type_named(name, on=on) is not None
                body = None if is_type else self.words.body_named(name, on=on)
                if body or is_type:
                    bodies += [body] if body else []
                    pieces = pieces[size:]
                    break
            else:
                return None
        return bodies[0] if bodies else None

    def _field(self, words: str) -> DocumentField | None:
        found = self.fields.get(folded(words))
        return self._created(WordKind.FIELD, words) if found is None and self.creates else found

    def _created(self, kind: WordKind, words: str):
        word = NewWord(kind, words)
        row = create_word(word)
        self.created.append(word)
        if kind == WordKind.FIELD:
            self.fields[folded(row.name)] = row
        else:
            self.words.learn(row)
        if self.words.body_named(words, on=None) is None and kind == WordKind.BODY:
            add_alias(row, words)  # the name was written otherwise than the file has it
            self.words.learn(row)
        return row


def _code_of(number: DocumentNumber | None) -> str:
    """Return how the notation names the body: UBND of 3637/UBND-VX, SNV of 517/QĐ-SNV."""
    if number is None:
        return ""
    return number.issuer_code if number.type_code else re.split(r"[-/ ]", number.issuer_code)[0]


def create_word(word: NewWord):
    """Add a word to its vocabulary; return its entry, the one of that name where there is one already.

    A word too long for a name stays known whole, as another name of its body.
    """
    model = {WordKind.TYPE: DocumentType, WordKind.BODY: IssuingBody, WordKind.FIELD: DocumentField}[
        WordKind(word.kind)
    ]
    name = proper_name(word)
    base = vietnamese_slug(name, max_length=100) or word.kind
    slug, suffix = base, 1
    while (row := model.objects.filter(slug=slug).first()) is not None:
        if folded(row.name) == folded(name):
            return row
        suffix += 1
        slug = f"{base}-{suffix}"
    row = model.objects.create(name=name, slug=slug)
    if word.kind == WordKind.BODY and len(word.text) > LONGEST_NAME:
        add_alias(row, word.text)
    return row


def proper_name(word: NewWord) -> str:
    """Return a word as a vocabulary has it: a name in capitals only is written with one capital for each part."""
    text = cut(word.text.strip(), LONGEST_NAME)
    if text.isupper() and len(text) > 12:  # shorter ones are abbreviations
        text = re.sub(r"(^|- )(\w)", lambda match: match[1] + match[2].upper(), text.lower())
    return text[:1].upper() + text[1:]


def add_alias(body: IssuingBody, text: str) -> None:
    """Let a body be known by one more name."""
    if folded(text) not in {folded(name) for name in body.names}:
        body.aliases = f"{body.aliases.rstrip()}\n{text}".strip()
        body.save(update_fields=["aliases"])
