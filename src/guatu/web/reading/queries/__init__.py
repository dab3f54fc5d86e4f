"""Every read of documents: the doors to each, its candidates as they stood at a known moment, its counts."""

from guatu.web.reading.models import Candidate as Candidate
from guatu.web.reading.models import Document as Document
from guatu.web.reading.queries.candidates import candidate_in as candidate_in
from guatu.web.reading.queries.candidates import candidates as candidates
from guatu.web.reading.queries.candidates import draft as draft
from guatu.web.reading.queries.candidates import drafted as drafted
from guatu.web.reading.queries.candidates import standing as standing
from guatu.web.reading.queries.candidates import undoable as undoable
from guatu.web.reading.queries.counts import COUNTS as COUNTS
from guatu.web.reading.queries.counts import count_figure as count_figure
from guatu.web.reading.queries.counts import count_words as count_words
from guatu.web.reading.queries.counts import counted as counted
from guatu.web.reading.queries.counts import counts as counts
from guatu.web.reading.queries.counts import counts_of_all as counts_of_all
from guatu.web.reading.queries.counts import tally as tally
from guatu.web.reading.queries.documents import document_by_number as document_by_number
from guatu.web.reading.queries.documents import document_by_sha_for as document_by_sha_for
from guatu.web.reading.queries.documents import document_for as document_for
from guatu.web.reading.queries.documents import documents_for as documents_for
from guatu.web.reading.queries.documents import documents_numbered as documents_numbered
from guatu.web.reading.queries.documents import documents_seen_by_sha as documents_seen_by_sha
from guatu.web.reading.queries.documents import documents_with as documents_with
from guatu.web.reading.queries.documents import may_read as may_read
from guatu.web.reading.queries.documents import titles_by_sha as titles_by_sha
from guatu.web.reading.queries.documents import without_blanks as without_blanks
