import type { TechnicianText } from './technician-text.ts';

export const TERMINAL = {
  'TRM-101': {
    title: 'Payment terminal is not connected',
    citizenSees: 'Paid services are not available now. Nothing was taken.',
    means: 'The port or address of the terminal cannot be opened.',
    todo: [
      'Look at the cable and the power of the terminal.',
      'Run `asan-kiosk doctor`, then `asan-kiosk terminal status`.',
    ],
  },
  'TRM-102': {
    title: 'Payment terminal does not answer',
    citizenSees: 'The terminal does not answer. Nothing was taken; try again.',
    means: 'Not one byte of a sale was sent, or the terminal was silent before one could be.',
    todo: [
      'Look at the display of the terminal: it may be updating or waiting for somebody.',
      'Restart the terminal; the kiosk finds it again by itself.',
      'Still: compare password and framing of the profile with the terminal; on a serial line also the baud rate, on the network the address.',
    ],
  },
  'TRM-103': {
    title: 'Payment terminal refused the command',
    citizenSees: 'The payment could not be started. Nothing was taken.',
    means:
      'The terminal refused the payment before it asked for a card. Or it refuses the registration, and is then out of use. The log line has its result code. Result `6f` can also mean: the terminal accepted the registration, but named another currency than the profile.',
    todo: [
      'Look the result code up in the manual of the terminal.',
      'It refuses the registration (`device.changed` of the log, `asan-kiosk terminal status`): compare `devices.terminal.password` of the profile with the password of the terminal. `credential:terminal-password` there means the file `/etc/credstore/asan-kiosk.terminal-password`.',
      'The result is `6f`: compare `devices.terminal.currency` of the profile (944 is AZN) with the currency of the terminal. Its provider can set it.',
      'Often it wants an end of day, a diagnosis or an update first.',
    ],
  },
  'TRM-104': {
    title: 'Payment terminal sent nonsense',
    citizenSees: 'Something is wrong with the terminal. Whether money was taken is said beside the sum.',
    means: 'An answer was framed well but cannot be understood, or does not fit what was asked.',
    todo: [
      'Note the time and the log lines around it.',
      'Compare the character set and the firmware with the profile.',
    ],
  },
  'TRM-105': {
    title: 'Payment terminal is busy',
    citizenSees: 'The terminal is busy. Nothing was taken; try again in a moment.',
    means: 'Another exchange is under way, here or by hand at the terminal.',
    todo: ['Wait for it to finish.', 'It never does: cancel at the terminal, then restart it.'],
  },
  'TRM-106': {
    title: 'Terminal cannot be told to speak of this sale',
    citizenSees: 'Staff find out whether money was taken. Do not pay again.',
    means:
      'The terminal was asked about a sale whose answer was lost, or to give one back, and its last transaction is not one step after the one before, or differs in terminal, amount or time. It was used by hand, emptied or exchanged, or its clock is wrong. The kiosk does not ask about that sale again.',
    todo: [
      'Run `asan-kiosk ledger open`: it lists the application. `asan-kiosk ledger show` has its amount and its time.',
      'Look for that sale in the journal of the terminal that stood there, or ask the bank.',
      'Then `asan-kiosk ledger settle` with the kiosk stopped: as `not-paid`, or as `returned` after the money was given back.',
      'Where it stays at money that is to go back, the terminal began to count anew and would take back another sale: give the money back by hand, then settle it as `returned`.',
      'Nobody touched the terminal: compare its clock with `date`, and read *How the terminal counts* in the operating guide (`clockMinutes` and `countsBetween` of the profile).',
    ],
  },
  'TRM-201': {
    title: 'Payment was declined',
    citizenSees: 'The bank declined the payment. Nothing was taken; use another card.',
    means: 'The bank or the terminal said no. The log line has the result code.',
    todo: ['Nothing is broken.', 'Every card is declined: call the bank; the terminal may be blocked.'],
  },
  'TRM-202': {
    title: 'Payment was cancelled',
    citizenSees: 'The payment was cancelled. Nothing was taken.',
    means: 'Somebody pressed cancel at the terminal or on the screen, or no card came in time.',
    todo: ['Nothing is broken.'],
  },
  'TRM-203': {
    title: 'No answer after the amount was sent',
    citizenSees: 'It is not known yet whether money was taken; the kiosk is asking the terminal. Do not pay again.',
    means:
      'The sale left the kiosk and its outcome did not come. The kiosk asks for the last transaction until it knows; it never sends the sale again.',
    todo: [
      'Make the terminal answer: cable, power, display. The rest happens by itself.',
      '`asan-kiosk terminal inquire` shows what the terminal says.',
      'The citizen has left: the application is settled and, where it was paid, registered or the money returned.',
    ],
  },
  'TRM-204': {
    title: 'An earlier payment is not settled',
    citizenSees: 'Paid services are not available now.',
    means: 'The outcome of an earlier sale at this kiosk is still unknown, so no other may be started.',
    todo: [
      'As for TRM-203: make the terminal answer.',
      'Do not replace the terminal before it was asked; it alone knows.',
      'It was replaced: find out from its journal or the bank, then `asan-kiosk ledger settle` with the kiosk stopped.',
    ],
  },
  'TRM-205': {
    title: 'Asked after a lost answer: nothing was paid',
    citizenSees: 'The payment did not go through. Nothing was taken; try again.',
    means: 'The terminal was asked about a sale whose answer was lost, and has none.',
    todo: ['Nothing is owed.', 'Often: the cable or the network between kiosk and terminal loses answers.'],
  },
} satisfies Readonly<Record<string, TechnicianText>>;
