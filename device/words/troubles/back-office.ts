import type { TechnicianText } from './technician-text.ts';

const SEAL_SEEN = 'The document could not be printed, because its seal could not be confirmed. An officer helps.';

export const BACK_OFFICE_TEXTS = {
  'BKO-101': {
    title: 'Back office is not reachable',
    citizenSees: 'The service is not available now. Nothing was taken.',
    means:
      'The kiosk asked the back office, for example for a price, or to accept an application before the payment, and got no usable answer. The answer did not come in time, the connection broke, or the answer was an error of the server or not as in `openapi.yaml`.',
    todo: [
      'Look at the network. `sudo asan-kiosk doctor` on this machine says in its line `office` what answers, or that nothing answers. Open `URL/v1/health`, with `backOffice.url` of the profile, in the browser of a computer in the same network: it must say `{"status":"ok"}`. The kiosk has no `curl`.',
      'Read the cause in the log line `back-office.trouble`. `ENOTFOUND` or `timeout`: the network. `status`, `nonsense` or `too-long`: another server answers. `HPE_…`: no HTTP at this port. `EPROTO`: no TLS at this port.',
      'If the cause is `undated-quote`, tell the office: it must add the tariff date to its price. Until then citizens pay for this service at a window.',
      'Compare `backOffice.url` of the profile.',
    ],
  },
  'BKO-102': {
    title: 'Back office refused the request',
    citizenSees: 'The application was not accepted. Nothing was taken; ask at a window.',
    means:
      'The back office understood an application, or a request before it, and refused it. No money was taken. For a free application, the `payment.step` line `issueRefused` has the reason; otherwise only the office knows it.',
    todo: [
      'Ask the back office for the reason, with the time and the kiosk. `device/back-office/openapi.yaml` explains the reasons.',
    ],
  },
  'BKO-103': {
    title: 'Back office is not reachable after the payment',
    citizenSees: 'The payment is safe; the kiosk will register the application. The reference is shown.',
    means:
      'The citizen has paid, by card, in cash or with a credit, and the back office gave no usable answer to the registration yet. The kiosk repeats the registration under the same key until it gets an answer.',
    todo: [
      'Make the back office reachable. The kiosk does the rest.',
      'Run `sudo asan-kiosk ledger open` if you need the list of these applications.',
    ],
  },
  'BKO-104': {
    title: 'Back office refused a paid application',
    citizenSees: 'The application was not accepted. The money goes back to the card, or stays as a credit with a code.',
    means:
      'The office refused the registration after the payment. The kiosk reverses a card sale at the terminal. For cash the citizen gets a credit; a used credit keeps its value.',
    todo: [
      'Look at the following `payment.step` lines. `issueRefused` has the reason, `reversed` means that the money went back to the card, and `creditIssued` is the credit for cash.',
      'Tell the back office this reason and the reference: it should not refuse an application that it accepted before.',
    ],
  },
  'BKO-105': {
    title: 'Document does not fit this person',
    citizenSees: 'The document could not be printed; ask at a window. The reference is shown.',
    means:
      'The answer or document of the back office names another person than this visit, or is for another application or paper. Not one byte of it was printed.',
    todo: ['Report it to the back office with the reference and the time.', 'Do not print the document by hand.'],
  },
  'BKO-106': {
    title: 'Back office refused before the payment was final',
    citizenSees: 'The application was not registered. Nothing was taken from the card.',
    means:
      'The terminal held the approved sale back until the application was registered (*issue of goods*). The office refused the registration, so the terminal took the sale back.',
    todo: [
      'Read the reason in the `payment.step` line `notPaid`. `device/back-office/openapi.yaml` explains it.',
      'Tell the back office this reason and the reference: it should not refuse an application that it accepted before.',
    ],
  },
  'BKO-107': {
    title: 'No answer of the back office before the payment was final',
    citizenSees: 'The application could not be registered now. Nothing was taken from the card.',
    means:
      'The terminal held the approved sale back (*issue of goods*) as long as it can wait, and the back office gave no usable answer. So the terminal took the sale back. If the office has registered the application all the same, the kiosk withdraws it.',
    todo: ['Look at the network: `sudo asan-kiosk doctor` asks the back office for its health.'],
  },
  'BKO-109': {
    title: 'Back office is asked too often',
    citizenSees: 'The service system is busy; it may have time in a moment.',
    means:
      'The back office answered with the status 429 and did nothing. It is overloaded, or this kiosk asked for more numbers within a quarter of an hour than people can type. Or it still works on a registration (BKO-108). The kiosk stays open and still registers earlier payments.',
    todo: [
      'If it happens once in a while, let the citizen try again.',
      'If several kiosks have it at the same time, tell the back office that its limit is too low or that it is slow.',
      'If one kiosk has many lines `back-office.busy`, look at the person at the kiosk: the person may be trying numbers of other people.',
    ],
  },
  'BKO-110': {
    title: 'Answer to another question',
    citizenSees: 'The answer of the system did not belong to the question. Nothing of it was used; try again.',
    means:
      'An answer of the back office has another key or reference than the question of the kiosk, so it may be about another person. Not one byte of it was shown, printed or kept. The kiosk repeats the question under the same key.',
    todo: [
      'Report each line `answer.foreign` of the log to the back office: it has the time and the key of the question.',
      'If there are several lines within a day, remove the proxy or load balancer between kiosk and back office: it mixes answers up.',
    ],
  },
  'BKO-114': {
    title: 'Register has no phone of the person',
    citizenSees: 'No code can be sent; use a kiosk that reads chips, or ask an officer at a window.',
    means:
      'The service shows or prints data of a register, so the printed side of the card is not enough. The chip of the card was not read, and the register has no phone number of the person for a code.',
    todo: [
      'Send the citizen to an officer. The officer looks at the document and may add the number to the register. Nothing is broken.',
      'If every card has this, tell the centre: the back office does not find its register of phones.',
    ],
  },
  'BKO-115': {
    title: 'No more codes are sent for now',
    citizenSees: 'No more codes can be sent now. One can begin again later, or ask an officer at a window.',
    means:
      'The back office sends this person no more codes, because a limit was reached. Three codes within a quarter of an hour were not typed, or too many codes were asked for at this kiosk. The last allowed code was typed wrongly too often, or twenty codes for this phone were typed wrongly today.',
    todo: [
      'If it happens once in a while, send the citizen to an officer: the phone may be at home.',
      'If several people in a row have it, tell the centre that codes are late or lost.',
      'If it comes with one card after another, look at the person at the kiosk: the person may be trying cards of other people.',
    ],
  },
  'BKO-116': {
    title: 'No person is confirmed for the application',
    citizenSees: 'The application was not accepted. It has to be begun again, and confirmed once more.',
    means:
      'The back office does not know that this person typed a code at this kiosk for this application. The code was typed more than half an hour ago, or the back office was restarted since. Nothing was lodged, printed or taken.',
    todo: [
      'Let the citizen begin again: a new code is sent.',
      'If it happens every time, tell the centre: the back office may forget codes, or its clock may jump.',
    ],
  },
  'BKO-121': {
    title: 'Document without a seal',
    citizenSees: SEAL_SEEN,
    means:
      'The document of the back office has no seal over all its bytes, or a kind of seal that this program does not read. Not one byte of it was shown or printed.',
    todo: [
      'If every document has this, tell the office. Its seals are not as in `device/back-office/openapi.yaml`, or a server between office and kiosk changes PDF files.',
      'If it happens once, report it to the back office with the reference and the time.',
    ],
  },
  'BKO-122': {
    title: 'Document was altered after it was sealed',
    citizenSees: SEAL_SEEN,
    means: 'The bytes of the document differ from the sealed bytes. Not one byte of it was shown or printed.',
    todo: [
      'Report it to the back office with the reference and the time: documents are changed between the back office and the kiosk.',
      'Do not print the document by hand.',
    ],
  },
  'BKO-123': {
    title: 'Seal was made with another key',
    citizenSees: SEAL_SEEN,
    means:
      'The seal names a certificate, but was not made with the key of this certificate. Not one byte of the document was shown or printed.',
    todo: [
      'If every document has this, tell the office: its key and its certificate do not belong together.',
      'If it happens once, treat the document as a forgery. Report it to the back office with the reference and the time.',
    ],
  },
  'BKO-124': {
    title: 'Seal is not by a trusted signer',
    citizenSees: SEAL_SEEN,
    means:
      'The seal is right, but its certificate is not in the file `backOffice.seal` of the profile. Not one byte of the document was shown or printed.',
    todo: [
      'Ask the centre whether the back office has a new seal. If so, compare the SHA-256 of its certificate with the office on another channel, and add it to the file.',
      'If there is no new seal, treat the document as a forgery, and tell the centre.',
    ],
  },
  'BKO-125': {
    title: 'Seal outside the time of its certificate',
    citizenSees: SEAL_SEEN,
    means:
      'The certificate of the seal had expired or was not valid yet when the document was sealed. Or, by the clock of the kiosk, the document was sealed in the future.',
    todo: [
      'Run `timedatectl`: the clock of this machine must be right.',
      'If every document has this, ask the back office to renew the certificate of its seal. Then add the new certificate to the file `backOffice.seal` of the profile.',
    ],
  },
  'BKO-126': {
    title: 'Document is not valid any more',
    citizenSees: 'The last day of the document is over; a new one can be applied for.',
    means: 'The last day of the document has passed, by the clock of the kiosk. The kiosk does not print the document.',
    todo: [
      'Let the citizen apply for a new document.',
      'If the document is of today, compare the date of this machine with the date of the office.',
    ],
  },
  'BKO-141': {
    title: 'Kiosk accepts applications without the back office',
    citizenSees:
      'Services that need no answer of the office are accepted and sent later. For the other services, the citizen can read the pages and cannot apply.',
    means:
      'This kiosk has `offline` in its profile, and the back office does not answer now. The kiosk accepts the services with `offline: true` (queue tickets and complaints), encrypts the applications for the office, and forwards them when the office answers.',
    todo: [
      'If the kiosk is in a bus without a connection, do nothing. The log line `back-office.answers` says when the office answered again, `offline.merged` when the applications were forwarded.',
      'If there should be a connection, do the steps of BKO-101.',
    ],
  },
} satisfies Readonly<Record<string, TechnicianText>>;
