import { troublesEn } from './troubles-en.ts';
import type { Words } from './words.ts';

const plurals = new Intl.PluralRules('en');

const counted = (count: number, one: string, other: string): string =>
  `${count} ${plurals.select(count) === 'one' ? one : other}`;

export const en: Words = {
  language: 'en',
  common: {
    next: 'Continue',
    back: 'Back',
    finish: 'Finish and clear',
    another: 'Choose another service',
    retry: 'Try again',
    help: 'Help: call 108',
    simulated: 'Test mode: the devices are simulated',
    chooseLanguage: 'Choose a language',
    scrollDown: 'Scroll down',
    scrollUp: 'Scroll up',
    service: 'Service',
    term: 'Term',
    toPay: 'To pay',
    paid: 'Paid',
    amount: 'Amount',
    free: 'Free',
    reference: 'Application number',
    minutes: (count) => `About ${counted(count, 'minute', 'minutes')}`,
    lowerHalf: 'The screen is lowered',
    takeCard: 'Do not leave your card in the reader.',
    continueApplication: 'Continue an application',
  },
  wait: {
    usual: (seconds) => `Usually about ${counted(seconds, 'second', 'seconds')}`,
    soFar: 'Waited:',
    unit: 's',
    late: 'This takes longer than usual. If you cannot wait, ask a member of staff or call 108.',
  },
  leave: { button: 'Finish', title: 'Finish your visit?', body: 'What you have entered will be cleared.' },
  attract: {
    title: 'Public services on one screen',
    lead: 'Get a certificate, pay a duty, take a queue ticket. Have your identity card and bank card ready, and choose a language.',
    lower: 'Lower the screen',
    contrast: 'Contrast',
    text: 'Large text',
    display: 'How the screen looks',
    cards: 'Cards accepted',
    receipts: 'Receipts printed',
  },
  choosing: {
    title: 'What would you like to do?',
    lead: 'Choose a service. You can check everything before you pay.',
    from: (money) => `from ${money}`,
    cardNeeded: 'Card needed',
    noCardNeeded: 'No card needed',
  },
  continuing: {
    code: {
      title: 'Enter the application number',
      lead: 'It is on your receipt. After that you need your identity card.',
    },
    problems: {
      incomplete: 'The number is not complete.',
      mistyped: 'One character of this number is wrong. Compare it with your receipt.',
      unknown: 'There is no application with this number for this card. Check the number and the card.',
    },
    locked: {
      title: 'Please ask a member of staff',
      lead: 'Three numbers did not belong to this card. Nothing of your applications has changed.',
    },
    lookingUp: { title: 'Looking for your application', lead: 'Please stay at the screen.' },
    found: {
      open: {
        title: 'Your application is not finished',
        lead: 'You can finish it here. Check your answers first.',
      },
      held: {
        title: 'Your application is being checked',
        lead: 'The kiosk where you began, or staff, will finish it. If you paid there, you will not pay again.',
      },
      registered: {
        title: 'Your application is registered',
        lead: 'You can print the document once more. Earlier copies are void after that.',
      },
      closed: {
        title: 'This application is closed',
        lead: 'Nothing is registered under this number. You can begin a new application.',
      },
    },
    elsewhere: 'This kiosk does not offer this service. Please ask a member of staff.',
    begunAt: 'Kiosk',
    review: 'Check the answers',
    print: { receipt: 'Print the receipt', certificate: 'Print the certificate', ticket: 'Print the ticket' },
    askAgain: 'Check again',
    begin: 'Begin a new application',
    codeOnly: 'It cannot be printed now. A QR code of it can be shown; the paper you have stays valid.',
  },
  before: {
    lead: (minutes, paid) =>
      `Before you start: what you need${paid ? ', what it costs' : ''} and when it is ready. It takes about ${counted(minutes, 'minute', 'minutes')} here.`,
    documents: 'What you need',
    who: 'Who can apply',
    afterwards: 'Then with an officer',
    price: 'Price',
    readiness: 'When it is ready',
    when: 'When do you need it?',
    readyLater: 'You will be told later which day',
    ready: (date) => `Ready on ${date}`,
    tariff: (date) => `State duty, tariff of ${date}. There is no extra fee.`,
    inAzerbaijani: 'The certificate is printed in Azerbaijani.',
  },
  identifying: {
    waiting: {
      title: 'Put your identity card in the reader',
      lead: 'The reader is below the screen. The side with three lines of text must face down. If your card is already in, take it out and put it in again.',
    },
    occupied: {
      title: 'A card is already in the reader',
      lead: 'Take it out. If it is not yours, give it to a member of staff. Then put your card in.',
    },
    tooYoung: (years) => `This service is for people aged ${years} and over.`,
    reading: { title: 'Reading your card', lead: 'Wait a few seconds. Please do not move the card.' },
    progress: (percent) => `Reading the chip: ${percent} %`,
    privacy: 'What your card says is used for this application only.',
    failed: 'Could not be read',
    fields: {
      documentNumber: 'document number',
      birthDate: 'date of birth',
      expiryDate: 'date of expiry',
      optional: 'additional data',
      composite: 'overall check digit',
    },
    picture: 'An identity card going into the reader, three lines of text facing down',
  },
  answering: {
    progress: (number, of) => `Question ${number} of ${of}`,
    shift: 'Capital letter',
    space: 'Space',
    erase: 'Erase',
    layout: 'Change keyboard language',
    keyboard: 'On-screen keyboard',
    field: 'Your answer',
  },
  checking: {
    title: 'Check your answers',
    lead: (paid) => (paid ? 'You cannot change them after you pay.' : 'You cannot change them after you confirm.'),
    change: 'Change',
    changeOf: (label) => `Change: ${label}`,
    pay: (money) => `Pay ${money}`,
    confirm: 'Confirm and continue',
  },
  lodging: { title: 'Sending your application', lead: 'Please stay at the screen.' },
  paying: {
    step: (number) => `Payment · ${number} of 3`,
    stages: {
      preparing: { title: 'Getting the terminal ready', lead: 'Please have your bank card at hand.' },
      'present-card': {
        title: 'Hold your card to the terminal',
        lead: 'The terminal is on the right, below the screen. You can also insert the card. Above 100 ₼ you need your PIN.',
      },
      'enter-pin': {
        title: 'Enter your PIN on the terminal',
        lead: 'Cover the keys with your hand. Then press the green button.',
      },
      processing: {
        title: 'The bank is checking your payment',
        lead: 'If your card is in the terminal, leave it there.',
      },
      registering: {
        title: 'Registering your application',
        lead: 'The bank has agreed. The payment becomes final only when your application is registered.',
      },
      'remove-card': { title: 'Take your card from the terminal', lead: 'Then come back to this screen.' },
      cancelling: { title: 'Cancelling your payment', lead: 'We are waiting for the terminal to answer.' },
      'cancelling-card': { title: 'Take your card from the terminal', lead: 'Your payment is being cancelled.' },
      asking: {
        title: 'Checking whether you have paid',
        lead: 'The terminal did not answer. Please do not pay again: we are checking the result.',
      },
    },
    noNumber: 'This kiosk never sees or stores your card number.',
    cancel: 'Cancel payment',
    picture: 'Payment terminal',
  },
  choosingPayment: {
    title: 'How would you like to pay?',
    lead: 'Your answers are kept.',
    card: 'By bank card',
    cardHint: 'At the terminal below the screen',
    cash: 'In banknotes',
    cashHint: (notes) =>
      `${notes === '' ? '' : `Notes of ${notes}. `}No change is given: for the rest you get a slip with a code`,
  },
  payingCash: {
    stages: {
      insert: {
        title: 'Put your notes in one at a time',
        lead: 'The slot for notes is below the screen.',
      },
      reading: {
        title: 'Your note is being checked',
        lead: 'Please do not pull at it. It is counted as soon as it is in.',
      },
      settling: { title: 'The slot is being closed', lead: 'No more notes are taken.' },
      asking: {
        title: 'We are checking your last note',
        lead: 'The acceptor does not answer. The note is recorded and is not lost. You need not wait here.',
      },
    },
    blocked: {
      nothing: 'Nothing has been counted yet. You can go back. A note that is inside is given back by staff.',
      something:
        'What is counted below is yours: you can stop and keep it as a credit. A note that is not counted is given back by staff.',
    },
    eyebrow: 'Paying in cash',
    noChange: 'No change is given. What you put in beyond the price becomes a credit with a code, on your receipt.',
    accepted: 'Notes accepted',
    inserted: 'Inserted',
    missing: 'Still to pay',
    back: {
      'invalid-note': 'The note was not recognised. Smooth it out, or try another one.',
      'badly-inserted': 'The note went in crooked. Put it in again, straight.',
      'not-accepted': 'This note is not accepted here. Please try another one.',
      'foreign-item': 'That was not a banknote of manats.',
      'transport-trouble': 'The note could not be drawn in. Put it in again.',
      unknown: 'The note came back. Put it in again, or try another one.',
      returned: 'The note came back and is not counted.',
    },
    stop: 'Stop and get a slip for your money',
  },
  credited: {
    eyebrow: 'Your money is kept as a credit',
    title: 'The slip for your money is ready',
    writeDown: 'Write the code down',
    printed: 'Take the slip below the screen. The application is not registered.',
    notPrinted: 'The slip was not printed: write the code down. Staff have it too. The application is not registered.',
    code: 'Credit code',
    amount: 'Amount kept',
    use: 'Show the code to a member of staff to use the money.',
    qr: 'QR code of your credit code',
  },
  money: {
    none: { short: 'This service is free', long: 'You have not been charged' },
    'not-taken': { short: 'No money was taken', long: 'No money was taken' },
    deciding: { short: 'Not final yet', long: 'The payment is not final yet' },
    unknown: { short: 'Checking whether money was taken', long: 'Your money is safe: the payment is being checked' },
    'with-staff': { short: 'Staff find out whether money was taken', long: 'Staff look into your payment' },
    taken: { short: 'Money was taken once', long: 'Your payment is recorded' },
    cash: { short: 'Paid in cash', long: 'Your payment is recorded' },
    credited: { short: 'Your notes are kept as a credit', long: 'Your money is kept as a credit' },
    returning: { short: 'The money is going back to your card', long: 'Your money is going back to your card' },
    returned: { short: 'The money is back on your card', long: 'Your money has been returned to your card' },
  },
  trouble: {
    answersSafe: 'your answers are kept',
    call: 'If you have questions',
    quote: (reference) => `Call 108 and quote ${reference}`,
    call108: 'Call 108',
    continues: 'Your application is kept: you can continue it at any kiosk with this number.',
    slip: {
      printing: 'A slip with this code is being printed.',
      printed: 'Take the slip with this code.',
      'not-printed': 'Please write this code down: the slip could not be printed.',
    },
  },
  issuing: { title: 'Registering your application', lead: 'Please stay at the screen.' },
  printing: {
    leaving: 'Your visit ends as soon as the paper is out.',
    receipt: {
      title: 'Printing your receipt',
      lead: 'It comes out below the screen. Wait until it is cut, then take it.',
    },
    certificate: {
      title: 'Printing your certificate',
      lead: 'It comes out below the screen. Wait until it is cut, then take it.',
    },
    ticket: {
      title: 'Printing your ticket',
      lead: 'It comes out below the screen. Wait until it is cut, then take it.',
    },
  },
  printTrouble: {
    safe: 'Your application is registered',
    unfinished: {
      receipt: 'Your receipt is not finished',
      certificate: 'Your certificate is not finished',
      ticket: 'Your ticket is not finished',
    },
    notPrinted: {
      receipt: 'Your receipt was not printed',
      certificate: 'Your certificate was not printed',
      ticket: 'Your ticket was not printed',
    },
    lead: (reference, paid) =>
      paid
        ? `Your application ${reference} is registered and paid once. Nothing is lost.`
        : `Your application ${reference} is registered. Nothing is lost.`,
    void: 'The unfinished paper is not valid. Please give it to a member of staff.',
    choose: 'What would you like to do?',
    qr: 'Show a QR code',
    qrHint: 'Scan it with your phone',
    staff: 'Call a member of staff',
    staffHint: 'They will look at the printer',
    staffCalled: 'Staff have been called',
    staffCalledHint: 'Please wait at the kiosk',
    reprint: 'Print it again',
    reprintHint: 'The printer is ready again',
  },
  receiptQr: {
    title: 'Scan the QR code with your phone',
    lead: 'It opens the record of your application. You can also write the number down.',
    reprintHint: 'The printer is ready again',
    qr: 'QR code of your application',
  },
  done: {
    title: {
      receipt: 'Application accepted',
      certificate: 'Your certificate is ready',
      ticket: 'You are in the queue',
    },
    take: {
      receipt: 'Take your receipt below the screen.',
      certificate: 'Take your certificate below the screen.',
      ticket: 'Take your ticket below the screen.',
    },
    keep: 'No paper was printed. Write the number down or scan the QR code.',
    paid: (money) => `${money} paid.`,
    credit: 'Credit for the rest of your notes',
    number: { receipt: 'Application number', certificate: 'Certificate number', ticket: 'Your number in the queue' },
    next: 'What happens next',
    qr: 'Check your application on your phone',
    survey: 'How was it to use this kiosk?',
    scores: ['Bad', 'Poor', 'Fair', 'Good', 'Excellent'],
    thanks: 'Thank you for your answer.',
  },
  starting: { title: 'The kiosk is starting', lead: 'Unfinished business is being settled. Please wait a moment.' },
  outOfService: {
    title: 'This kiosk is out of service',
    lead: 'Please use another kiosk or ask a member of staff.',
  },
  closed: { title: 'This kiosk is closed', lead: 'Please wait a moment. If you have paid, your payment is safe.' },
  idle: {
    title: 'Are you still there?',
    body: (seconds) =>
      `Unless you touch the screen, your visit ends in ${counted(seconds, 'second', 'seconds')} and your details are cleared.`,
    cash: (seconds) =>
      `Unless you touch the screen, your visit ends in ${counted(seconds, 'second', 'seconds')}. The notes you put in are kept as a credit and a slip is printed.`,
    credited: (seconds) =>
      `Unless you touch the screen, this page closes in ${counted(seconds, 'second', 'seconds')}. Your money stays kept under the code.`,
    stay: 'Continue',
  },
  troubles: troublesEn,
};
