import type { TechnicianText } from './technician-text.ts';

export const TERMINAL_TEXTS = {
  'TRM-101': {
    title: 'Payment terminal is not connected',
    citizenSees: 'Bank cards are not taken now. Paying with notes goes on if the kiosk takes notes. Nothing was taken.',
    means: 'The port or address of the terminal cannot be opened, or the port disappeared.',
    todo: [
      'Look at the cable and the power of the terminal.',
      'Run `sudo asan-kiosk doctor`, then `sudo asan-kiosk terminal status`.',
    ],
  },
  'TRM-102': {
    title: 'Payment terminal does not answer',
    citizenSees: 'The terminal does not answer. Nothing was taken; try again.',
    means:
      'The terminal is silent, and the kiosk has sent no byte of the sale. Or the terminal did not answer another command, such as a reversal, which the kiosk repeats.',
    todo: [
      'Look at the display of the terminal: it may be updating, or waiting for an input.',
      'Restart the terminal; the kiosk then connects to it again.',
      'If the terminal stays silent, compare its password and framing with the profile. Also compare the baud rate of a serial line, or the address on the network.',
    ],
  },
  'TRM-103': {
    title: 'Payment terminal refused the command',
    citizenSees: 'The payment could not be started. Nothing was taken.',
    means:
      'The terminal refused the payment before it asked for a card, or another command. Or it refuses the registration, and the kiosk cannot use it: `result` of the log line `device.changed` is then its result code. Result `6f` can also mean that the terminal accepted the registration, but named another currency than the profile.',
    todo: [
      'Look the result code up in the manual of the terminal. Its display may show the code too.',
      'If it refuses the registration (`device.changed` in the log, `sudo asan-kiosk terminal status`), compare `devices.terminal.password` of the profile with the password of the terminal. `credential:terminal-password` means the file `/etc/credstore/asan-kiosk.terminal-password`.',
      'If the result is `6f`, compare `devices.terminal.currency` of the profile (944 is AZN) with the currency of the terminal. Its provider can set it.',
      'If the terminal demands an end of day, a diagnosis or an update, run it first.',
    ],
  },
  'TRM-104': {
    title: 'Payment terminal sent an invalid answer',
    citizenSees: 'Something is wrong with the terminal. Whether money was taken is said beside the sum.',
    means:
      'An answer of the terminal had the right frame, but the kiosk cannot understand it, or it does not fit the command.',
    todo: [
      'Note the time and the log lines around this time, and report them.',
      'Compare the character set and the firmware of the terminal with the profile.',
    ],
  },
  'TRM-105': {
    title: 'Payment terminal is busy',
    citizenSees: 'The terminal is busy. Nothing was taken; try again in a moment.',
    means: 'The terminal carries out another operation, from the kiosk or started by hand at the terminal.',
    todo: [
      'Wait until the terminal has finished.',
      'If it never finishes, cancel the operation at the terminal, then restart the terminal.',
    ],
  },
  'TRM-106': {
    title: 'Terminal cannot give the outcome of this sale',
    citizenSees: 'Staff find out whether money was taken. Do not pay again.',
    means:
      'The kiosk asked the terminal about a sale with a lost answer, or to give a sale back. The last transaction of the terminal is not the next one after the transaction before the sale, or differs in terminal, amount or time. Or the terminal has no last transaction. The terminal was used by hand, emptied or exchanged, or its clock is wrong. The kiosk does not ask about this sale again.',
    todo: [
      'Run `sudo asan-kiosk ledger open`: it lists the application. `sudo asan-kiosk ledger show REFERENCE` has its amount and its time.',
      'Look for this sale in the journal of the terminal that was used for it, or ask the bank.',
      'Stop the kiosk and run `sudo asan-kiosk ledger settle REFERENCE --as not-paid --by INITIALS`. If the money was given back, write `returned` for `not-paid`.',
      'If the kiosk should give money back and cannot, the terminal has restarted its count and would take back another sale. Give the money back by hand, and settle the application as `returned`.',
      'If the terminal was not touched, compare the clock of the terminal with `date`. Read *How the terminal counts* in the operating guide (`clockMinutes` and `countsBetween` of the profile).',
    ],
  },
  'TRM-201': {
    title: 'Payment was declined',
    citizenSees: 'The bank declined the payment. Nothing was taken; use another card.',
    means:
      'The bank or the terminal declined the sale. The `payment.step` line `notPaid` has the result code of the terminal.',
    todo: ['Do nothing: nothing is broken.', 'If every card is declined, call the bank: the terminal may be blocked.'],
  },
  'TRM-202': {
    title: 'Payment was cancelled',
    citizenSees: 'The payment was cancelled. Nothing was taken.',
    means:
      'The citizen cancelled the payment at the terminal or on the screen, or no card came in time. Or the citizen ended a payment with notes without putting one in.',
    todo: ['Do nothing: nothing is broken.'],
  },
  'TRM-203': {
    title: 'No answer after the amount was sent',
    citizenSees: 'It is not known yet whether money was taken; the kiosk is asking the terminal. Do not pay again.',
    means:
      'The kiosk sent the sale to the terminal and got no outcome. The kiosk asks for the last transaction of the terminal until it knows the outcome, and never sends the sale again.',
    todo: [
      'Make the terminal answer: look at cable, power and display. The kiosk does the rest.',
      'Run `sudo asan-kiosk terminal inquire` with the kiosk stopped: it shows the last transaction of the terminal.',
      'If the citizen has left, leave the application alone: the kiosk settles it. If the sale was paid, the kiosk registers the application or gives the money back.',
    ],
  },
  'TRM-204': {
    title: 'An earlier payment is not settled',
    citizenSees: 'Bank cards are not taken now. Paying with notes goes on if the kiosk takes notes.',
    means: 'The outcome of an earlier sale at this kiosk is still unknown, so no new sale may begin.',
    todo: [
      'Make the terminal answer, as for TRM-203.',
      'Do not exchange the terminal before it has answered: only this terminal knows the outcome.',
      'If the terminal was exchanged, find the outcome in the journal of the former terminal or at the bank. Then stop the kiosk and run `sudo asan-kiosk ledger settle REFERENCE --as not-paid --by INITIALS`. If there was a sale, first give the money back, and write `returned` for `not-paid`.',
    ],
  },
  'TRM-205': {
    title: 'After a lost answer: nothing was paid',
    citizenSees: 'The payment did not go through. Nothing was taken; try again.',
    means:
      'The kiosk asked the terminal about a sale with a lost answer, and the terminal shows that this sale was not paid or was reversed.',
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
      'Stop the kiosk and run `sudo asan-kiosk terminal pay 0.10 --profile /etc/asan-kiosk/profile.yaml`, then `sudo asan-kiosk terminal reverse NNNN` with the four digits of the receipt number. If the sale is approved, the kiosk takes cards again when it starts.',
      "If you cannot stop the kiosk, press *Cleaned* on the technician's page. The next person without success withdraws the terminal again.",
    ],
  },
} satisfies Readonly<Record<string, TechnicianText>>;
