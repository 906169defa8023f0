/**
 * Every code a citizen can meet. Each has citizen text (`ui/words`), technician text
 * (`device/troubles/troubles.ts`) and an entry in `docs/troubleshooting.md`; tests hold the three together.
 */
export type TroubleCode =
  /** The machine itself. */
  | 'DSK-101' // its disk has no room for a visit, or takes nothing
  /** The reader. */
  | 'RDR-101' // unreadable
  | 'RDR-102' // a check digit is wrong
  | 'RDR-103' // taken away too early
  | 'RDR-104' // the reader is away
  | 'RDR-105' // the document has expired
  | 'RDR-106' // under the age of the service
  | 'RDR-107' // what the chip says is not believed
  | 'RDR-108' // a document that the service does not take
  /** The payment terminal. */
  | 'TRM-101' // no cable
  | 'TRM-102' // no answer, nothing was sent
  | 'TRM-103' // refused the command
  | 'TRM-104' // nonsense
  | 'TRM-105' // busy
  | 'TRM-106' // it has answered, and cannot be told to speak of this payment: staff
  | 'TRM-201' // declined by the bank
  | 'TRM-202' // cancelled by the citizen
  | 'TRM-203' // no answer after the amount was sent: being asked
  | 'TRM-204' // an earlier payment at this kiosk is still being asked about
  | 'TRM-205' // asked after a lost answer: nothing was paid
  /** The printer. */
  | 'PRN-101' // no cable
  | 'PRN-103' // no answer
  | 'PRN-111' // paper out
  | 'PRN-112' // cover open
  | 'PRN-113' // cutter
  | 'PRN-114' // mechanical
  | 'PRN-115' // unrecoverable
  | 'PRN-201' // paper is low
  | 'PRN-202' // too little paper for this receipt
  | 'PRN-211' // a paper of another visit was asked for: refused
  | 'PRN-212' // a paper for another person was asked for: refused
  /** The bill validator. */
  | 'BIL-101' // no cable
  | 'BIL-102' // no answer
  | 'BIL-103' // cassette full
  | 'BIL-104' // cassette missing
  | 'BIL-105' // a note is stuck on its way in
  | 'BIL-106' // a note is stuck at the cassette
  | 'BIL-107' // a second note in the mouth
  | 'BIL-108' // broken
  | 'BIL-109' // knows no note of this country
  | 'BIL-110' // nobody knows where a note is: staff count
  /** The back office. */
  | 'BKO-101' // not reachable, before any payment
  | 'BKO-102' // refused the application, before any payment
  | 'BKO-103' // not reachable, after the payment: will be registered by itself
  | 'BKO-104' // refused the application after the payment: the money goes back
  | 'BKO-105' // its answer does not fit this person or this paper: nothing was printed
  | 'BKO-106' // refused it before the payment was final: nothing was taken
  | 'BKO-107' // no answer before the payment was final: nothing was taken
  | 'BKO-110'; // an answer to another question: asked again
