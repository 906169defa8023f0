import type { EasyWords } from './easy.ts';
import { counted } from './first-en.ts';

const elsewhere = 'Use another kiosk. Or ask a member of staff.';
const soon = 'It may work again in a moment. If not, ask a member of staff.';
const readerAway = 'The document reader does not work. You can use only services without a card.';
const onScreen = 'You see the receipt or ticket number on the screen. Certificates are not printed.';
const printerAway = `The printer does not work. ${onScreen}`;
const officeAway = 'The kiosk cannot reach the office. It takes no application now. Ask a member of staff.';

export const easy: EasyWords = {
  common: { free: 'It is free' },
  display: { calmTouch: { hint: 'Does your hand tremble? Hold your finger on a key for a moment' } },
  scan: {
    refused: {
      credit: 'This is a credit code. Hold it to the scanner when you pay.',
      unread: 'The code could not be read. Hold it to the scanner again.',
    },
  },
  keypad: {
    keys: 'The arrows move the frame. The middle key chooses. Next goes on. Back goes to the page before.',
  },
  leave: {
    body: 'The kiosk clears your answers.',
    kept: (reference) => `Keep the number ${reference}. Ask about it under “My application” or at 108.`,
    codes: (codes) => `Keep the credit code ${codes} too. It is your money.`,
    doubt: {
      body: (reference) =>
        `We still check your payment. Keep the number ${reference}. Ask for the result under “My application” or at 108.`,
    },
  },
  searching: {
    advice: ['Type another word.', 'Go back and choose a group.', 'Take a queue ticket. Or ask a member of staff.'],
  },
  continuing: {
    code: { lead: 'The number is on your paper. Then you need your identity card.' },
    problems: { mistyped: 'Check the number. Compare it with your paper.' },
    found: {
      held: { lead: 'A kiosk or staff will finish it. If you paid, you will not pay again.' },
      registered: { lead: 'You can print the paper again. Then the old paper is not valid.' },
    },
    codeOnly: 'It cannot be printed now. You can see a QR code. The paper you have stays valid.',
  },
  mine: {
    moved: { lead: 'The number of the ticket is the same. The old ticket is not valid. Print the new one.' },
  },
  before: {
    lead: (minutes, paid) =>
      `First see what you need${paid ? ' and what it costs' : ''}. It takes about ${counted(minutes, 'minute', 'minutes')} here.`,
    costs: (money) => `It costs ${money}.`,
    atWindow: (free) => `An officer does this at a window. Take a ticket here.${free ? '' : ' You pay at the window.'}`,
    byAppointment: (free) =>
      `An officer does this at a window. Choose a time here.${free ? '' : ' You pay at the window.'}`,
  },
  whatIsRead: {
    lead: { here: 'The kiosk and the office read data about you. See what they read and why.' },
    fields:
      'Your name, your FIN and your date of birth. Your sex and your citizenship. The number and the last day of the document. The kiosk reads the printed lines, and the chip if it can.',
    phone: { says: 'We send a code only if you agree. The kiosk sees the last two digits.' },
    kept: {
      here: {
        says: 'The kiosk keeps number, service, sum and time. It keeps no name and no FIN. The agency has its own rules.',
      },
    },
  },
  whatWasRead: {
    home: 'You can see it at home and later too. Scan the code. Type the number of your document.',
  },
  identifying: {
    waiting: {
      lead: 'The reader is below the screen. The three lines of text must face down. Is your card already in? Take it out and put it in again.',
    },
    parent: {
      lead: 'We need the card of the parent. The reader is below the screen. The three lines of text must face down.',
    },
    childsCard: {
      lead: 'This is the card of the child. The mother, the father or a guardian applies.',
      steps: ['Take the card of the child', 'Put in your own card. The page goes on'],
      picture: 'The card of the child comes out. The card of the parent goes in',
    },
    occupied: { lead: 'Take it out. Is it not yours? Give it to staff. Then put your card in.' },
    away: {
      withoutCard:
        'Without a card, the kiosk finds less. It finds only applications and payments that were made without one.',
    },
    picture: 'An identity card goes into the reader. Three lines of text face down',
    phone: { hint: 'No card with you? You need a digital identity' },
  },
  identifyingByPhone: {
    lead: 'The phone asks who you are. Nothing is sent before you agree.',
    gets: 'The kiosk gets your name, birth date and FIN. It gets the number of your document. It uses them for this application only.',
  },
  offeringCode: {
    lead: 'We send a code to your phone number in the register. We send nothing before you agree.',
    why: 'This service shows data about you. The card alone is not enough.',
    without: 'No phone with you? Use a kiosk that reads the chip. Or ask an officer at a window.',
  },
  choosingSlot: {
    lead: 'We hold the time for you. Then finish the application.',
    come: 'You can come 30 minutes early. The last moment is 10 minutes after your time ends.',
  },
  choosingDue: { changed: 'Your debts have changed. Please look again. No money has been taken.' },
  paying: {
    stages: {
      processing: { lead: 'Is your card in the terminal? Leave it there.' },
      registering: {
        lead: 'The bank has agreed. Now we register your application. Then the payment is final.',
      },
      asking: { lead: 'The terminal did not answer. Please do not pay again. We check the result.' },
    },
  },
  choosingPayment: {
    cashHint: (notes) =>
      `${notes === '' ? '' : `Notes of ${notes}. `}The kiosk gives no change. For the rest you get a credit code`,
    notSeveral: 'A credit code pays one debt at a time. Pay the debts one by one.',
    otherWay: 'Do you want another way? Finish and begin anew. The money stays on the code.',
  },
  typingCredit: {
    lead: 'The code is on your paper. Look for the words “credit code”. The code has four parts.',
    locked: { lead: 'Pay in another way. Or show your paper to staff. Nothing was taken.' },
    problems: { mistyped: 'Check the code. Compare it with your paper.' },
  },
  payingCash: {
    stages: { reading: { lead: 'Please do not pull at it. It counts when it is in.' } },
    blocked: {
      nothing: 'Nothing has been counted yet. You can go back. Staff give back a note that is inside.',
      something:
        'The money below is yours. You can stop and get a credit code. Staff give back a note that is not counted.',
    },
    noChange: 'The kiosk gives no change. It asks you before it takes a large note. The rest goes on a credit code.',
  },
  noteTooLarge: { keepHint: (rest) => `You get ${rest} as a credit code. Pay with it, or ask staff for the money` },
  credited: {
    notPrinted: 'The paper was not printed. Write the code down. Staff have it too. The application is not registered.',
    use: 'Pay with the code at a kiosk. Or show it to staff.',
  },
  trouble: {
    continues: 'Your application is kept. You can continue at any kiosk. You need this number.',
    slip: { 'not-printed': 'The slip could not be printed. Please write this code down.' },
  },
  wrongDocument: {
    steps: [
      'Please ask a member of staff. Say the number of your application.',
      'You can also make a complaint at this kiosk.',
    ],
  },
  printing: {
    late: (minutes) =>
      `The printer is slow. Please wait. No sheet after ${counted(minutes, 'minute', 'minutes')}? Then the kiosk shows what you can do.`,
  },
  printTrouble: { copyHint: 'From the receipt printer. It does not replace the document' },
  done: {
    message: { lead: 'Press the button. We send it to your number in the register.' },
  },
  starting: { lead: 'The kiosk checks its last work. Please wait a moment.' },
  idle: {
    body: (seconds) =>
      `Touch the screen to go on. Your visit ends in ${counted(seconds, 'second', 'seconds')}. Then the kiosk clears your details.`,
    cash: (seconds) =>
      `Touch the screen to go on. Your visit ends in ${counted(seconds, 'second', 'seconds')}. For your notes the kiosk prints a credit code.`,
    credited: (seconds) =>
      `Touch the screen to stay. This page closes in ${counted(seconds, 'second', 'seconds')}. Your money stays on the credit code.`,
    soon: {
      body: 'Touch the screen to go on. Your visit ends soon. Then the kiosk clears your details.',
      cash: 'Touch the screen to go on. Your visit ends soon. For your notes the kiosk prints a credit code.',
      credited: 'Touch the screen to stay. This page closes soon. Your money stays on the credit code.',
    },
  },
  troubles: {
    'LIN-107': { notice: 'The kiosk is open. No payment begins until it is closed.' },
    'DSK-101': { notice: 'The memory of this kiosk is full. It cannot serve you.' },
    'RDR-101': {
      body: 'Take the card out and put it in again. The three lines must be clean. They must face down.',
    },
    'RDR-102': { body: 'Wipe the three lines of text. Put the card in again. If it fails, ask staff.' },
    'RDR-104': { notice: readerAway, body: 'Wait a moment. It may come back. If not, use another kiosk.' },
    'RDR-108': {
      body: 'Take it out. Put in an identity card of Azerbaijan. Or ask a member of staff.',
    },
    'RDR-109': { notice: readerAway, body: elsewhere },
    'TRM-101': { body: soon },
    'TRM-102': { body: `The payment has not started. ${soon}` },
    'TRM-103': { body: soon },
    'TRM-104': { body: `The payment has not started. ${soon}` },
    'TRM-106': { body: 'Please do not pay again. Staff check it. Keep the code. Show it to a member of staff.' },
    'TRM-110': { body: elsewhere },
    'TRM-203': {
      notice: 'An earlier payment is being checked. You cannot pay by bank card now.',
      body: 'Please do not pay again. Was money taken? We register your application, or the money goes back. You need not wait here.',
    },
    'TRM-204': {
      notice: 'An earlier payment is being checked. You cannot pay by bank card now.',
      body: 'Nobody can pay here until that is done. Wait a moment. Or use another kiosk.',
    },
    'TRM-205': { body: 'The terminal did not answer. We have checked it. No money was taken.' },
    'PRN-101': { notice: printerAway, body: soon },
    'PRN-103': { notice: printerAway, body: soon },
    'PRN-111': { notice: `The printer has no paper. ${onScreen}` },
    'PRN-112': { notice: `The printer cover is open. ${onScreen}` },
    'PRN-113': { notice: printerAway },
    'PRN-114': { notice: printerAway },
    'PRN-115': { notice: printerAway },
    'PRN-116': { notice: printerAway },
    'PRN-117': { notice: printerAway },
    'PRN-118': { notice: printerAway },
    'PRN-123': { notice: printerAway },
    'PRN-201': { body: 'Your receipt may not be printed. Then you get it as a QR code.' },
    'PRN-202': { notice: `There is too little paper. ${onScreen}` },
    'BIL-103': { notice: 'The cash box is full. You cannot pay in banknotes.' },
    'BIL-104': { notice: 'The cash box is missing. You cannot pay in banknotes.' },
    'BIL-110': {
      notice: 'A note from an earlier payment is being checked. You cannot pay in banknotes.',
      body: 'We do not know whether it went in. It is on the list for staff. Nothing is lost. Please ask staff.',
    },
    'BIL-111': { notice: 'A note is in the slot. Please give it to staff. Then you can pay in banknotes.' },
    'BIL-113': { body: elsewhere },
    'BIL-109': { body: elsewhere },
    'BKO-101': { notice: officeAway },
    'BKO-103': {
      notice: officeAway,
      body: 'It will be registered by itself. If not, card money goes back. For notes you get a credit code. Please do not pay again. You need not wait here.',
    },
    'BKO-105': {
      body: 'The answer did not fit your application. It may be about another person. So we stopped. Please ask staff.',
    },
    'BKO-107': { notice: officeAway },
    'BKO-110': {
      notice: officeAway,
      body: 'We did not use the answer. It may be about another person. Does it happen again? Ask staff.',
    },
    'BKO-114': {
      notice: 'No code can be sent. The register has no phone number.',
      body: 'Use a kiosk that reads the chip. Or ask an officer at a window. Nothing was sent.',
    },
    'BKO-116': { body: 'The application was not accepted. Begin again. Then confirm that it is you.' },
    'BKO-126': { body: 'This document is not valid any more. It is not printed again. You can apply for a new one.' },
    'BKO-141': {
      body: 'The kiosk keeps your answers sealed. It sends them later.',
    },
  },
};
