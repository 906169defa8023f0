import type { Words } from './words.ts';

const readerAway = 'The document reader is not working: only services without an identity card are open.';
const terminalAway = 'The payment terminal is not working: bank cards are not accepted.';
const notesAway = 'Banknotes are not accepted at the moment.';
const onScreen = 'receipts and ticket numbers are shown on the screen, certificates cannot be printed.';
const printerAway = `The printer is not working: ${onScreen}`;
const officeAway = 'The service system cannot be reached: nothing is taken here at the moment. Ask a member of staff.';
const soon = 'It may work again in a moment. If it does not, ask a member of staff or use another kiosk.';

/** Whichever way a seal is wrong, it is one thing to whoever waits for the document. */
const SEAL = {
  title: 'Your document was not printed',
  body: 'The seal on the document could not be confirmed, so we stopped. Your application is not lost. Please ask a member of staff.',
  notice: 'The document was not printed.',
};

export const troublesEn: Words['troubles'] = {
  'DSK-101': {
    title: 'This kiosk has no room to keep records',
    body: 'Nothing is accepted until there is room. Please ask a member of staff, or use another kiosk.',
    notice: 'This kiosk has no room to keep records and cannot serve you.',
  },
  'RDR-101': {
    title: 'Your card could not be read',
    body: 'Take the card out and put it in again. The side with three lines of text must be clean and face down.',
    notice: 'The card could not be read.',
  },
  'RDR-102': {
    title: 'Your card was read with an error',
    body: 'Wipe the three lines of text and put the card in again. If it does not help, please ask a member of staff.',
    notice: 'The card was read with an error.',
  },
  'RDR-103': {
    title: 'The card was taken away too early',
    body: 'Put it in again. Leave it there until the screen moves on.',
    notice: 'The card was taken away too early.',
  },
  'RDR-104': {
    title: 'The reader is not connected',
    body: 'Wait a moment: it may come back by itself. If it does not, please use another kiosk.',
    notice: readerAway,
  },
  'RDR-105': {
    title: 'This document has expired',
    body: 'Put in a valid document. If you have none, please ask a member of staff.',
    notice: 'The document has expired.',
  },
  'RDR-106': {
    title: 'You are too young for this service',
    body: 'Please see an officer together with a parent or guardian.',
    notice: 'This service has an age limit.',
  },
  'RDR-107': {
    title: 'This document could not be confirmed',
    body: 'Take the document with you and ask a member of staff.',
    notice: 'The document could not be confirmed.',
  },
  'RDR-108': {
    title: 'This document cannot be used for this service',
    body: 'Take it out and put in an identity card of Azerbaijan, or ask a member of staff.',
    notice: 'The document cannot be used for this service.',
  },
  'TRM-101': { title: 'The payment terminal is not connected', body: soon, notice: terminalAway },
  'TRM-102': {
    title: 'The terminal does not answer',
    body: `The payment has not started. ${soon}`,
    notice: terminalAway,
  },
  'TRM-103': { title: 'The terminal did not start the payment', body: soon, notice: terminalAway },
  'TRM-104': {
    title: 'The terminal gave an unclear answer',
    body: `The payment has not started. ${soon}`,
    notice: terminalAway,
  },
  'TRM-105': {
    title: 'The terminal is busy',
    body: 'It is free again in a few seconds.',
    notice: 'The payment terminal is busy: please try again in a moment.',
  },
  'TRM-106': {
    title: 'We could not find out whether you have paid',
    body: 'Please do not pay again. Staff look into it: keep the code and show it to a member of staff.',
    notice: 'The payment terminal needs a member of staff.',
  },
  'TRM-201': {
    title: 'The bank declined the payment',
    body: 'Another card may work. Your bank can tell you the reason.',
    notice: 'The bank declined the payment.',
  },
  'TRM-202': {
    title: 'The payment was cancelled',
    body: 'Nothing was paid. Your application is registered only when it is paid.',
    notice: 'The payment was cancelled.',
  },
  'TRM-203': {
    title: 'We do not know yet whether you have paid',
    body: 'Please do not pay again. If money was taken, your application is registered or the money goes back. You need not wait here.',
    notice: 'An earlier payment is being checked: bank cards are not accepted.',
  },
  'TRM-204': {
    title: 'An earlier payment at this kiosk is being checked',
    body: 'Nobody can pay here until that is done. Wait a moment or use another kiosk.',
    notice: 'An earlier payment is being checked: bank cards are not accepted.',
  },
  'TRM-205': {
    title: 'The payment did not go through',
    body: 'The terminal did not answer, but we have checked: no money was taken.',
    notice: 'The payment did not go through, no money was taken.',
  },
  'PRN-101': { title: 'The printer is not connected', body: soon, notice: printerAway },
  'PRN-103': { title: 'The printer does not answer', body: soon, notice: printerAway },
  'PRN-111': {
    title: 'The printer ran out of paper',
    body: 'A member of staff can change the paper.',
    notice: `The printer has no paper: ${onScreen}`,
  },
  'PRN-112': {
    title: 'The printer cover is open',
    body: 'A member of staff can close it.',
    notice: `The printer cover is open: ${onScreen}`,
  },
  'PRN-113': { title: 'The printer cannot cut the paper', body: 'Please ask a member of staff.', notice: printerAway },
  'PRN-114': { title: 'The printer stopped', body: 'Please ask a member of staff.', notice: printerAway },
  'PRN-115': { title: 'The printer is out of order', body: 'Please ask a member of staff.', notice: printerAway },
  'PRN-116': { title: 'The printer has no toner', body: 'A member of staff can change it.', notice: printerAway },
  'PRN-117': {
    title: 'The printer tray is full',
    body: 'Please take out what is yours. A member of staff can take out the rest.',
    notice: printerAway,
  },
  'PRN-118': { title: 'The printer stands still', body: 'Please ask a member of staff.', notice: printerAway },
  'PRN-121': {
    title: 'This document cannot be printed here',
    body: 'Please ask a member of staff.',
    notice: 'A document cannot be printed here.',
  },
  'PRN-122': {
    title: 'The document did not come out whole',
    body: 'The sheets that came out are not valid. Please give them to a member of staff.',
    notice: 'A document did not come out whole.',
  },
  'PRN-201': {
    title: 'The printer is low on paper',
    body: 'If your receipt is not printed, you can have it as a QR code.',
    notice: 'The printer is low on paper. If it runs out, we show you a QR code.',
  },
  'PRN-202': {
    title: 'There is too little paper left',
    body: 'A member of staff can change the paper. You can also use another kiosk.',
    notice: `There is too little paper: ${onScreen}`,
  },
  'PRN-203': {
    title: 'There is too little paper or toner for the document',
    body: 'A member of staff can look at the printer. You can also use another kiosk.',
    notice: 'The document printer is low on paper or toner.',
  },
  'PRN-204': {
    title: 'This kiosk cannot print the document itself now',
    body: 'You get a copy for information here. The document itself is given at a window.',
    notice: 'Certificates are printed here as copies for information only.',
  },
  'PRN-205': {
    title: 'This kiosk has no document printer',
    body: 'You can have the document at a window or at another kiosk.',
    notice: 'This kiosk has no document printer.',
  },
  'PRN-211': {
    title: 'The printing was stopped',
    body: 'We stopped so that nobody gets the document of another person. Please ask a member of staff.',
    notice: 'The printing was stopped.',
  },
  'PRN-212': {
    title: 'The printing was stopped',
    body: 'We stopped so that nobody gets the document of another person. Please ask a member of staff.',
    notice: 'The printing was stopped.',
  },
  'BIL-101': {
    title: 'The banknote acceptor is not connected',
    body: 'It may come back by itself.',
    notice: notesAway,
  },
  'BIL-102': { title: 'The banknote acceptor does not answer', body: 'It may come back by itself.', notice: notesAway },
  'BIL-103': {
    title: 'The cash box is full',
    body: 'No more notes fit in.',
    notice: 'The cash box is full: banknotes are not accepted.',
  },
  'BIL-104': {
    title: 'The cash box is missing',
    body: 'No notes can be taken now.',
    notice: 'The cash box is missing: banknotes are not accepted.',
  },
  'BIL-105': {
    title: 'A note is stuck',
    body: 'Please do not pull at it. A member of staff can take it out.',
    notice: notesAway,
  },
  'BIL-106': { title: 'A note is stuck at the cash box', body: 'Please call a member of staff.', notice: notesAway },
  'BIL-107': {
    title: 'There is a second note in the slot',
    body: 'Pull it out. Put it in again when the first one has gone in.',
    notice: notesAway,
  },
  'BIL-108': { title: 'The banknote acceptor has stopped', body: 'Please call a member of staff.', notice: notesAway },
  'BIL-109': {
    title: 'The acceptor does not take these notes',
    body: 'Please use another kiosk or ask a member of staff.',
    notice: notesAway,
  },
  'BIL-110': {
    title: 'Staff will count one of your notes',
    body: 'We do not know whether it went in, so it is on the list for staff. Nothing is lost. Please ask a member of staff.',
    notice: 'A note from an earlier payment is being checked: banknotes are not accepted.',
  },
  'BIL-111': {
    title: 'Please take your note out of the slot',
    body: 'It was not accepted and does not count. No other note goes in before it is out.',
    notice:
      'A note is waiting in the slot: please hand it to a member of staff. Banknotes are not accepted until it is out.',
  },
  'BIL-112': { title: 'The banknote acceptor has stopped', body: 'Please call a member of staff.', notice: notesAway },
  'BKO-101': {
    title: 'The service system cannot be reached',
    body: 'The answer of the office has not come yet. The connection may come back in a moment.',
    notice: officeAway,
  },
  'BKO-102': {
    title: 'Your application was not accepted',
    body: 'A member of staff can tell you the reason. Please take your card with you.',
    notice: 'The application was not accepted.',
  },
  'BKO-103': {
    title: 'You have paid, registration takes longer than usual',
    body: 'It will be registered by itself. If it is refused, card money goes back, and for notes you get a credit code. Please do not pay again. You need not wait here.',
    notice: officeAway,
  },
  'BKO-104': {
    title: 'Your application was not registered',
    body: 'A member of staff can tell you the reason.',
    notice: 'The application was not registered.',
  },
  'BKO-105': {
    title: 'Your document was not printed',
    body: 'The answer of the system did not fit your application. We stopped so that nobody sees the details of another person. Please ask a member of staff.',
    notice: 'The document was not printed.',
  },
  'BKO-106': {
    title: 'Your application was not registered',
    body: 'Nothing was taken from your card. A member of staff can tell you the reason.',
    notice: 'The application was not registered.',
  },
  'BKO-107': {
    title: 'Your application is not registered',
    body: 'Nothing was taken from your card. If it does not work now, you can come back later.',
    notice: officeAway,
  },
  'BKO-109': {
    title: 'The service system is busy',
    body: 'Your application has not been confirmed yet. The system may have time for it in a moment.',
    notice: 'The service system is busy at the moment.',
  },
  'BKO-110': {
    title: 'The service system gave a wrong answer',
    body: 'Nothing of it was used, so that nobody sees the details of another person. If it happens again, ask a member of staff.',
    notice: officeAway,
  },
  'BKO-114': {
    title: 'The register has no phone number for you',
    body: 'Use a kiosk that reads the chip of your card, or ask an officer at a window. Nothing was sent.',
    notice: 'No code can be sent: the register has no phone number.',
  },
  'BKO-115': {
    title: 'No more codes can be sent now',
    body: 'The codes or the tries are used up. You can begin again later. An officer at a window can help you now.',
    notice: 'No more codes can be sent at the moment.',
  },
  'BKO-116': {
    title: 'It was not confirmed in time that it is you',
    body: 'The application was not accepted. Begin again, and confirm once more that it is you.',
    notice: 'Without a confirmation the application is not accepted.',
  },
  'BKO-121': SEAL,
  'BKO-122': SEAL,
  'BKO-123': SEAL,
  'BKO-124': SEAL,
  'BKO-125': SEAL,
  'BKO-126': {
    title: 'The document is out of date',
    body: 'This document is not valid any more and is not printed again. You can apply for a new one.',
    notice: 'The document is out of date.',
  },
  'BKO-141': {
    title: 'No connection, it is taken here',
    body: 'What you tell us is kept sealed, and sent when there is a connection.',
    notice:
      'No connection. Queue tickets and complaints are taken and sent later. All other services are closed for now.',
  },
};
