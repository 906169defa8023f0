import type { TechnicianText } from './technician-text.ts';

export const TERMINAL_TEXTS = {
  'TRM-101': {
    title: 'Payment terminal is not connected',
    citizenSees: 'Bank cards are not taken now. Paying with notes goes on if the kiosk takes notes. Nothing was taken.',
    means: 'The port or address of the terminal cannot be opened.',
    todo: [
      'Look at the cable and the power of the terminal.',
      'Run `asan-kiosk doctor`, then `asan-kiosk terminal status`.',
    ],
  },
  'TRM-102': {
    title: 'Payment terminal does not answer',
    citizenSees: 'The terminal does not answer. Nothing was taken; try again.',
    means: 'No byte of a sale was sent, or the terminal was silent before the kiosk could send one.',
    todo: [
      'Look at the display of the terminal: it may be updating, or waiting for an input.',
      'Restart the terminal; the kiosk reconnects.',
      'If it stays silent, compare password and framing of the profile with the terminal. On a serial line also compare the baud rate, on the network the address.',
    ],
  },
  'TRM-103': {
    title: 'Payment terminal refused the command',
    citizenSees: 'The payment could not be started. Nothing was taken.',
    means:
      'The terminal refused the payment before it asked for a card. Or it refuses the registration and is out of use. The log line has its result code. Result `6f` can also mean that the terminal accepted the registration, but named another currency than the profile.',
    todo: [
      'Look the result code up in the manual of the terminal.',
      'If it refuses the registration (`device.changed` in the log, `asan-kiosk terminal status`), compare `devices.terminal.password` of the profile with the password of the terminal. `credential:terminal-password` means the file `/etc/credstore/asan-kiosk.terminal-password`.',
      'If the result is `6f`, compare `devices.terminal.currency` of the profile (944 is AZN) with the currency of the terminal. Its provider can set it.',
      'Run an end of day, a diagnosis or an update first: the terminal often demands it.',
    ],
  },
  'TRM-104': {
    title: 'Payment terminal sent an invalid answer',
    citizenSees: 'Something is wrong with the terminal. Whether money was taken is said beside the sum.',
    means: 'An answer had the right frame, but cannot be understood or does not fit the question.',
    todo: [
      'Note the time and the log lines around it.',
      'Compare the character set and the firmware with the profile.',
    ],
  },
  'TRM-105': {
    title: 'Payment terminal is busy',
    citizenSees: 'The terminal is busy. Nothing was taken; try again in a moment.',
    means: 'Another operation is running, from here or by hand at the terminal.',
    todo: ['Wait for it to finish.', 'Cancel at the terminal if it never finishes, then restart the terminal.'],
  },
  'TRM-106': {
    title: 'Terminal cannot give the outcome of this sale',
    citizenSees: 'Staff find out whether money was taken. Do not pay again.',
    means:
      'The kiosk asked the terminal about a sale with a lost answer, or to give a sale back. The last transaction of the terminal is not one step after the one before, or differs in terminal, amount or time. The terminal was used by hand, emptied or exchanged, or its clock is wrong. The kiosk does not ask about that sale again.',
    todo: [
      'Run `asan-kiosk ledger open`: it lists the application. `asan-kiosk ledger show` has its amount and its time.',
      'Look for that sale in the journal of the terminal that was there, or ask the bank.',
      'Run `asan-kiosk ledger settle` with the kiosk stopped: as `not-paid`, or as `returned` after the money was given back.',
      'If the message stays for money to be given back, give the money back by hand and settle it as `returned`. The terminal has restarted its count and would take back another sale.',
      'If the terminal was not touched, compare the clock of the terminal with `date`. Read *How the terminal counts* in the operating guide (`clockMinutes` and `countsBetween` of the profile).',
    ],
  },
  'TRM-201': {
    title: 'Payment was declined',
    citizenSees: 'The bank declined the payment. Nothing was taken; use another card.',
    means: 'The bank or the terminal refused. The log line has the result code.',
    todo: ['Do nothing: nothing is broken.', 'Call the bank if every card is declined: the terminal may be blocked.'],
  },
  'TRM-202': {
    title: 'Payment was cancelled',
    citizenSees: 'The payment was cancelled. Nothing was taken.',
    means: 'The citizen cancelled at the terminal or on the screen, or no card came in time.',
    todo: ['Do nothing: nothing is broken.'],
  },
  'TRM-203': {
    title: 'No answer after the amount was sent',
    citizenSees: 'It is not known yet whether money was taken; the kiosk is asking the terminal. Do not pay again.',
    means:
      'The kiosk sent the sale and got no outcome. It asks for the last transaction until it knows. It never sends the sale again.',
    todo: [
      'Make the terminal answer: look at cable, power and display. The kiosk does the rest.',
      'Run `asan-kiosk terminal inquire`: it shows what the terminal says.',
      'If the citizen has left, leave the application alone: the kiosk settles it. If it was paid, it is registered or the money is returned.',
    ],
  },
  'TRM-204': {
    title: 'An earlier payment is not settled',
    citizenSees: 'Bank cards are not taken now. Paying with notes goes on if the kiosk takes notes.',
    means: 'The outcome of an earlier sale at this kiosk is still unknown, so no new sale may begin.',
    todo: [
      'Make the terminal answer, as for TRM-203.',
      'Keep the terminal until it was asked: only the terminal knows.',
      'If it was replaced, find the outcome in its journal or at the bank. Then run `asan-kiosk ledger settle` with the kiosk stopped.',
    ],
  },
  'TRM-205': {
    title: 'After a lost answer: nothing was paid',
    citizenSees: 'The payment did not go through. Nothing was taken; try again.',
    means: 'The kiosk asked the terminal about a sale with a lost answer, and the terminal has no such sale.',
    todo: [
      'Do nothing: nothing is owed.',
      'If it happens often, look at the cable or the network between kiosk and terminal: answers are lost there.',
    ],
  },
  'TRM-110': {
    title: 'Payment terminal fails for several cards',
    citizenSees: 'Bank cards are not taken now.',
    means:
      'The terminal answers, but it could not read the cards of too many people, or it broke off their sales. Declines of the bank do not count. The log line `device.degraded` has the numbers. In the state `withdrawn` the kiosk takes no cards; in the state `degraded` it only tells staff.',
    todo: [
      'Clean the slot of the terminal with a cleaning card, and wipe the place for contactless cards.',
      'Look at the network of the terminal: a lost connection to the bank also breaks sales off.',
      'Stop the kiosk and run `asan-kiosk terminal pay 0.10 --profile /etc/asan-kiosk/profile.yaml`, then `asan-kiosk terminal reverse NNNN` with the four digits of its receipt. If the sale is approved, the kiosk takes cards again when it starts.',
      "If you cannot stop the kiosk, press *Cleaned* on the technician's page. The next person without success withdraws the terminal again.",
    ],
  },
} satisfies Readonly<Record<string, TechnicianText>>;
