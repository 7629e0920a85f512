"""What a list of old addresses would do: every line judged, nothing written."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from cms.addresses.book import MOST_PATTERNS
from cms.addresses.checks import (
    Finding,
    Walks,
    hidden,
    in_words,
    live_pages,
    stored_rules,
    walks_with,
)
from cms.addresses.faults import AddressError
from cms.addresses.lists import Line
from cms.addresses.models import AddressImport, AddressRule, settled
from cms.addresses.reading import (
    Source,
    own_form,
    read_source,
    read_target,
    source_text,
)
from cms.addresses.refusals import snapshot_of
from sites.models import Portal, PortalHostname
from sites.snapshots import PortalSnapshot

MOVED, GONE = "301", "410"


@dataclass
class Report:
    """What would be added and changed, what can't be, and what to know."""

    added: list[AddressRule] = field(default_factory=list)
    changed: list[AddressRule] = field(default_factory=list)
    others: list[AddressRule] = field(default_factory=list)  # led straight, not listed
    same: int = 0
    bad: list[tuple[Line, str]] = field(default_factory=list)
    notes: list[tuple[int, str]] = field(default_factory=list)

    @property
    def good(self) -> int:
        return len(self.added) + len(self.changed) + self.same


class Judge:
    """Takes the lines of one list through all checks, in their order."""

    def __init__(
        self, portal: Portal, snapshot: PortalSnapshot, *, straightens: bool
    ) -> None:
        self.portal = portal
        self.snapshot = snapshot
        self.straightens = straightens
        names = PortalHostname.objects.filter(portal=portal)
        self.hosts = frozenset(names.values_list("hostname", flat=True))
        self.stored = stored_rules(portal.pk)
        self.before = {rule.digest: _end(rule) for rule in self.stored.values()}
        self.report = Report()
        self.proposed: dict[str, tuple[Line, AddressRule]] = {}

    def judge(self, lines: Iterable[Line]) -> Report:
        self._read(lines)
        self._limit_patterns()
        self._find_pages()
        self._walk()
        self._sort()
        self._tell_hidden()
        self.report.bad.sort(key=lambda one: one[0].number)
        self.report.notes.sort()
        return self.report

    def _read(self, lines: Iterable[Line]) -> None:
        twice: dict[str, list[Line]] = {}
        for line in lines:
            try:
                rule = self._rule(line)
            except AddressError as fault:
                self.report.bad.append((line, " ".join(fault.reasons)))
                continue
            twice.setdefault(rule.digest, []).append(line)
            known = self.proposed.setdefault(rule.digest, (line, rule))
            if _end(known[1]) != _end(rule):
                twice[rule.digest].append(known[0])
        for digest, same in twice.items():
            if len(same) > 1:
                self._refuse_twice(digest, same)

    def _refuse_twice(self, digest: str, same: list[Line]) -> None:
        """Note a repeated line; leave out lines that contradict each other."""
        distinct = sorted(set(same), key=lambda line: line.number)
        numbers = ", ".join(str(line.number) for line in distinct)
        if len({(line.new, line.code) for line in distinct}) == 1:
            words = _("The same address stands in lines %(numbers)s.")
            self.report.notes.append(
                (distinct[-1].number, words % {"numbers": numbers})
            )
            return
        self.proposed.pop(digest)
        words = _("Lines %(numbers)s name different ends for the same old address.")
        self.report.bad += [(line, words % {"numbers": numbers}) for line in distinct]

    def _rule(self, line: Line) -> AddressRule:
        """Return the rule of a line. Raises ``AddressError`` with all its faults."""
        reasons: list[str] = []
        source: Source | None = None
        rule = AddressRule(portal=self.portal, is_gone=line.code == GONE)
        try:
            source = read_source(line.old)
            rule.host = source.host
            rule.source = source_text(line.old)
            if rule.host and rule.host not in self.hosts:
                reasons.append(unknown_host(rule.host))
        except AddressError as fault:
            reasons += fault.reasons
        reasons += self._end_reasons(rule, line, source)
        if reasons:
            raise AddressError(*reasons)
        return settled(rule, source)

    def _end_reasons(
        self,
        rule: AddressRule,
        line: Line,
        source: Source | None,
    ) -> list[str]:
        if line.code not in {"", MOVED, GONE}:
            return [_("The code is 301 (moved) or 410 (withdrawn).")]
        if rule.is_gone:
            return (
                [_("What is withdrawn (410) has no new address.")] if line.new else []
            )
        if not line.new:
            return [_("The new address is missing; withdrawn ones carry the code 410.")]
        try:
            rule.target = own_form(line.new, self.hosts)
            if source is not None:
                read_target(rule.target, source.gaps)
        except AddressError as fault:
            return list(fault.reasons)
        return []

    def _limit_patterns(self) -> None:
        held = sum(rule.is_pattern for rule in self.stored.values())
        for digest, (line, rule) in list(self.proposed.items()):
            if not rule.is_pattern or digest in self.stored:
                continue
            held += 1
            if held > MOST_PATTERNS:
                words = _(
                    "A portal can have %(number)d old addresses with gaps at most."
                )
                self._refuse(digest, line, words % {"number": MOST_PATTERNS})

    def _refuse(self, digest: str, line: Line, reason: str) -> None:
        del self.proposed[digest]
        self.report.bad.append((line, reason))

    def _find_pages(self) -> None:
        """Let rules lead to pages, which they then follow, where pages stand."""
        plain = {
            rule.target: line
            for line, rule in self.proposed.values()
            if rule.target.startswith("/") and not set("{?#") & set(rule.target)
        }
        pages = live_pages(self.snapshot, plain)
        for line, rule in self.proposed.values():
            if rule.target in pages:
                rule.page_id, rule.target = pages[rule.target], ""
            elif rule.target in plain and not self._leads_on(rule):
                words = _("No page stands at the new address “%(address)s” now.")
                note = words % {"address": rule.target}
                self.report.notes.append((line.number, note))

    def _leads_on(self, rule: AddressRule) -> bool:
        """Tell an end that is an old address itself: that is told as a detour."""
        digest = read_source(rule.target).digest
        return digest in self.stored or digest in self.proposed

    def _walk(self) -> None:
        """Leave out circles; lead detours straight if that is wished."""
        while True:
            walks = self._walks()
            about = [rule for _line, rule in self.proposed.values()]
            findings = list(walks.findings(about))
            refused = [one for one in findings if not self._may_be_led(one)]
            if not refused:
                break
            for finding in refused:
                self._refuse_finding(finding)
        for finding in findings:
            self._lead_straight(finding)

    def _walks(self) -> Walks:
        rules = []
        for digest, (_line, rule) in self.proposed.items():
            known = self.stored.get(digest)
            rule.pk = known.pk if known else None
            rules.append(rule)
        return walks_with(self.snapshot, rules, self.stored)

    def _may_be_led(self, finding: Finding) -> bool:
        return self.straightens and finding.can_be_straight

    def _refuse_finding(self, finding: Finding) -> None:
        """Leave out the line that is to blame: of the rule, or of one it leads to."""
        for rule in (finding.rule, *finding.walk):
            if rule.digest in self.proposed:
                line, _rule = self.proposed[rule.digest]
                self._refuse(rule.digest, line, in_words(finding))
                return

    def _lead_straight(self, finding: Finding) -> None:
        rule = finding.rule
        words = _("“%(address)s” is led straight to “%(end)s”.")
        finding.lead_straight()
        number = 0
        if rule.digest in self.proposed:
            number = self.proposed[rule.digest][0].number
        else:
            self.report.others.append(rule)
        note = words % {"address": rule, "end": rule.where()}
        self.report.notes.append((number, note))

    def _sort(self) -> None:
        for digest, (_line, rule) in self.proposed.items():
            known = self.stored.get(digest)
            if known is None:
                self.report.added.append(rule)
            elif self.before[digest] == _end(rule):
                self.report.same += 1
            else:
                rule.hits, rule.last_hit_on = known.hits, known.last_hit_on
                self.report.changed.append(rule)

    def _tell_hidden(self) -> None:
        lines = {rule.digest: line for line, rule in self.proposed.values()}
        for finding in hidden(self.snapshot, self.report.added + self.report.changed):
            note = (lines[finding.rule.digest].number, in_words(finding))
            self.report.notes.append(note)


def _end(rule: AddressRule) -> tuple[int | None, str, bool]:
    return rule.page_id, rule.target, rule.is_gone


def unknown_host(host: str) -> str:
    return _("“%(host)s” is no hostname of this portal.") % {"host": host}


def judged(sent: AddressImport) -> Report:
    """Return what a list that was sent in would do now. Raises ``AddressError``."""
    judge = Judge(sent.portal, snapshot_of(sent.portal), straightens=sent.straightens)
    return judge.judge(Line(*line[:4]) for line in sent.lines)
