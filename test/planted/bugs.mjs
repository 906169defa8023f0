// @ts-check
import { GLASS_BUGS } from './glass-bugs.mjs';

/*
 * Bugs that somebody could have written, one change each, in every part of the program. They were chosen by what they would do
 * to a citizen, a technician or a developer; then the file was looked up that finds them.
 */

/** @type {readonly import('./judge.mjs').Bug[]} */
export const BUGS = [
  ...GLASS_BUGS,

  // What is touched
  {
    name: 'late-touch-taken',
    what: 'a touch that was meant for the page before presses whatever stands there now',
    file: 'device/web/hub.ts',
    find: "if (step !== steps.at(-1)) return steps.includes(step) ? 'stale' : 'unknown-step';",
    replace: "if (!steps.includes(step)) return 'unknown-step';",
    caughtBy: 'device/web/hub.test.ts',
  },
  {
    name: 'socket-of-another-page',
    what: 'any page that a browser on this computer opens can press buttons of the kiosk',
    file: 'device/web/guards.ts',
    find: 'return plainRead ? undefined',
    replace: "return plainRead || request.method === 'GET' ? undefined",
    caughtBy: 'device/web/guards.test.ts',
  },
  {
    name: 'old-screen-looks-alive',
    what: 'the glass shows a page on which nothing can be done any more, because the process behind it has ended',
    file: 'ui/citizen/screen-socket.ts',
    find: `    this.#socket = null;
    this.#expectScreen();`,
    replace: '    this.#socket = null;',
    caughtBy: 'ui/citizen/screen-socket.test.ts',
  },
  {
    name: 'typing-counts-as-nobody',
    what: 'whoever types for a minute is asked whether anybody is there, and loses the visit',
    file: 'device/session/session.regions.ts',
    find: `        'citizen.*': { target: 'attentive', reenter: true },`,
    replace: `        'citizen.*': { target: 'attentive' },`,
    caughtBy: 'test/scenarios.test.ts',
  },
  {
    name: 'way-of-seeing-not-taken',
    what: 'who sees badly presses *contrast* and *large text* on the first page, and nothing happens',
    file: 'device/session/kiosk.machine.ts',
    find: "'citizen.display': { target: '.adjusted', actions: 'toggleDisplay' },",
    replace: "'citizen.display': { target: '.adjusted', reenter: true, actions: 'toggleDisplay' },",
    caughtBy: 'test/scenarios.test.ts',
  },
  {
    name: 'ways-of-seeing-kept',
    what: 'the next citizen finds the language and the contrast of the one before',
    file: 'device/session/kiosk.machine.ts',
    find: "entry: ['releaseApplications', 'forget'],",
    replace: "entry: 'releaseApplications',",
    caughtBy: 'test/scenarios.test.ts',
  },
  {
    name: 'visit-ends-amid-payment',
    what: 'somebody who waits for the bank is asked whether he is there, and the page with his money goes away',
    file: 'device/session/session.setup.ts',
    find: `        stateIn({ visit: { journey: 'paying' } }),
        stateIn({ visit: { journey: 'payingCash' } }),
        stateIn({ visit: { journey: 'crediting' } }),
        stateIn({ visit: { journey: 'credited' } }),`,
    replace: `        stateIn({ visit: { journey: 'payingCash' } }),
        stateIn({ visit: { journey: 'crediting' } }),
        stateIn({ visit: { journey: 'credited' } }),`,
    caughtBy: 'test/scenarios.test.ts',
  },

  // Whose it is
  {
    name: 'expired-card-taken',
    what: 'a service is given on a card that is no longer valid',
    file: 'device/session/identification.machine.ts',
    find: "if (!takesExpired && document.expiryDate !== null && document.expiryDate < today) return 'RDR-105';",
    replace: "if (!takesExpired && document.expiryDate !== null && document.expiryDate > today) return 'RDR-105';",
    caughtBy: 'test/scenarios.test.ts',
  },
  {
    name: 'card-of-the-visit-before',
    what: 'a chip that was put in by one person and read slowly identifies the next',
    file: 'device/session/cards-by-visit.ts',
    find: 'visit !== null && cardOf === visit',
    replace: 'visit !== null && cardOf !== null',
    caughtBy: 'test/late-card.test.ts',
  },
  {
    name: 'paper-of-a-namesake',
    what: 'a certificate is printed for somebody who only has the same name',
    file: 'device/session/person.ts',
    find: 'if (!person?.fin || normalFin(named.fin) !== normalFin(person.fin)) return false;',
    replace: 'if (!person?.fin || normalFin(named.fin) === "") return false;',
    caughtBy: 'device/session/person.test.ts',
  },
  {
    name: 'paper-of-the-visit-before',
    what: 'the paper of one citizen comes out while the next stands there',
    file: 'device/session/print-desk.ts',
    find: 'if (open?.id !== session) return refuse(NOT_THIS_VISIT, signal);',
    replace: 'if (!open || open.id < session) return refuse(NOT_THIS_VISIT, signal);',
    caughtBy: 'device/session/print-desk.test.ts',
  },
  {
    name: 'check-digit-of-a-zone',
    what: 'a card that was read wrongly is taken for another person',
    file: 'drivers/id-reader/mrz/codec.ts',
    find: `  checks.optional !== false &&
  checks.composite !== false;`,
    replace: '  checks.optional !== false;',
    caughtBy: 'drivers/id-reader/mrz/codec.test.ts',
  },
  {
    name: 'card-taken-away-too-early',
    what: 'a card that was pulled out amid reading leaves the page waiting, and nobody says to put it in again',
    file: 'drivers/id-reader/mrz/listener.ts',
    find: "onTrouble({ code: 'RDR-103', kind: 'removed-early' });\n        break;",
    replace: 'break;',
    caughtBy: 'drivers/id-reader/mrz/driver.test.ts',
  },
  {
    name: 'signature-of-a-chip',
    what: 'a chip that anybody wrote with anybody in it is taken for a document of the state',
    file: 'drivers/id-reader/emrtd/read-chip.ts',
    find: `  const country = checkSigner(signer.value, trust, today);
  if (!country.ok) return country;
`,
    replace: `  const country = checkSigner(signer.value, trust, today);
  if (!country.ok && country.error.code !== 'RDR-243') return country;
`,
    caughtBy: 'drivers/id-reader/emrtd/read-chip.test.ts',
  },
  {
    name: 'changed-file-of-a-chip',
    what: 'a name that was changed in a genuine chip is believed',
    file: 'drivers/id-reader/emrtd/read-chip.ts',
    find: 'if (!sameBytes(digest(signed.hash, bytes.value), expected)) {',
    replace: 'if (number !== 1 && !sameBytes(digest(signed.hash, bytes.value), expected)) {',
    caughtBy: 'drivers/id-reader/emrtd/read-chip.test.ts',
  },

  // Money by card
  {
    name: 'answer-about-another',
    what: 'two citizens of one back office are told what was answered to the other',
    file: 'device/back-office/client.ts',
    find: 'if (key !== undefined && named.success && named.data.key !== key) return foreign(key);',
    replace: 'if (key !== undefined && named.success && named.data.key === null) return foreign(key);',
    caughtBy: 'device/back-office/client.test.ts',
  },
  {
    name: 'registered-under-another-number',
    what: "a receipt has the number of a stranger's application",
    file: 'device/ledger/bound-office.ts',
    find: 'return answer.ok && answer.value.reference !== ledger.find(key)?.reference ? FOREIGN : answer;',
    replace: 'return answer.ok && ledger.find(key) === undefined ? FOREIGN : answer;',
    caughtBy: 'device/ledger/bound-office.test.ts',
  },
  {
    name: 'reversal-of-another-sale',
    what: 'the money of a citizen who was served goes back, by the receipt number of one who was refused',
    file: 'device/ledger/dealings.ts',
    find: "    if (ledger.soldAgain(id, ref)) return err('TRM-103');\n",
    replace: '',
    caughtBy: 'device/ledger/one-terminal.test.ts',
  },
  {
    name: 'sale-of-before-told-again',
    what: 'an application counts as paid by the sale of the citizen before',
    file: 'drivers/payment-terminal/zvt/outcomes.ts',
    find: "if (before && compareRefs(approval.ref, before) === 'same') return doubt(nonsense('040f'));",
    replace: "if (before && compareRefs(approval.ref, before) === 'unclear') return doubt(nonsense('040f'));",
    caughtBy: 'drivers/payment-terminal/zvt/outcomes.test.ts',
  },
  {
    name: 'another-sum-approved',
    what: 'a duty of fifty counts as paid when the bank approved five',
    file: 'drivers/payment-terminal/zvt/outcomes.ts',
    find: "if (info.amount !== undefined && info.amount !== amount && info.amount !== taken) return doubt(nonsense('040f'));",
    replace:
      "if (info.amount !== undefined && info.amount > amount && info.amount !== taken) return doubt(nonsense('040f'));",
    caughtBy: 'drivers/payment-terminal/zvt/outcomes.test.ts',
  },
  {
    name: 'late-approval-accepted',
    what: 'a card is charged for a sale that was given up as not paid, and then for the next one too',
    file: 'drivers/payment-terminal/zvt/exchange.ts',
    find: "return isApproval(message) && movesMoney(state) ? { do: 'send', message: NOT_ISSUED } : POSITIVE;",
    replace:
      "return isApproval(message) && movesMoney(state) && state.abort !== 'no' ? { do: 'send', message: NOT_ISSUED } : POSITIVE;",
    caughtBy: 'drivers/payment-terminal/zvt/dialogues.test.ts',
  },
  {
    name: 'line-of-a-receipt-twice',
    what: 'the card receipt shows a line twice that the terminal had to send twice, such as the sum',
    file: 'drivers/payment-terminal/zvt/exchange.ts',
    find: 'const printed = repeat ? state.printed : withLine(state.printed, message.fields, receiptType ?? null);',
    replace: 'const printed = withLine(state.printed, message.fields, receiptType ?? null);',
    caughtBy: 'drivers/payment-terminal/zvt/dialogues.test.ts',
  },
  {
    name: 'card-number-in-groups',
    what: 'a card number that the terminal prints in groups of four stands whole in a trace',
    file: 'drivers/payment-terminal/zvt/card-numbers.ts',
    find: '[1-9](?:[ -]?\\d){11,18}(?!\\d)/g',
    replace: '[1-9](?:\\d){11,18}(?!\\d)/g',
    caughtBy: 'drivers/payment-terminal/zvt/card-numbers.test.ts',
  },
  {
    name: 'sale-not-asked-about',
    what: 'after a crash amid a payment the application is withdrawn although the card was charged',
    file: 'device/ledger/next-step.ts',
    find: `    case 'saleSent':
    case 'offered':`,
    replace: `    case 'saleSent':
      return { do: 'withdraw', reason: 'not-paid' };
    case 'offered':`,
    caughtBy: 'device/ledger/settlement.test.ts',
  },

  // Money in notes
  {
    name: 'stacked-note-not-written-down',
    what: 'a note that went into the cassette counts for nothing',
    file: 'device/ledger/till.ts',
    find: "        write(event.noteId, { kind: 'noteStacked', noteId: event.noteId }, event.value);\n",
    replace: '',
    caughtBy: 'device/ledger/till.test.ts',
    hangs: true,
  },
  {
    name: 'note-counted-twice',
    what: 'a note whose acknowledgement was lost on the line is credited twice',
    file: 'drivers/bill-validator/ccnet/notes.ts',
    find: 'if (repeated || (same && note.type !== null)) return [state, before];',
    replace:
      "if (repeated && !same) return [state, before];\n      if (same) return step(state, { type: 'note.stacked', noteId, value: note.value });",
    caughtBy: 'drivers/bill-validator/ccnet/dialogue.test.ts',
  },
  {
    name: 'change-forgotten',
    what: 'whoever pays a duty of fifteen with a twenty gets no credit for the five',
    file: 'device/ledger/cash.ts',
    find: "(application.paidBy === 'cash' && !application.refused ? application.amount : 0)",
    replace: "(application.paidBy === 'cash' && !application.refused ? insertedCash(application) : 0)",
    caughtBy: 'device/ledger/cash.test.ts',
  },
  {
    name: 'newest-note-forgotten',
    what: 'a note that was in the cassette when the process died is never heard of again',
    file: 'device/ledger/till.ts',
    find: 'return newest && { noteId: newest.note.noteId, value: newest.note.value, outcome: OUTCOME[newest.note.last] };',
    replace:
      "return newest && newest.note.last !== 'noteHeld' ? { noteId: newest.note.noteId, value: newest.note.value, outcome: OUTCOME[newest.note.last] } : null;",
    caughtBy: 'device/ledger/till.test.ts',
  },

  // The books
  {
    name: 'two-kiosks-one-ledger',
    what: 'a second kiosk that is started by mistake settles the payments that the first has under way',
    file: 'device/ledger/ledger-lock.ts',
    find: "lock.exec('BEGIN EXCLUSIVE');",
    replace: "lock.exec('BEGIN DEFERRED');",
    caughtBy: 'device/ledger/ledger.test.ts',
  },
  {
    name: 'lock-of-the-ledger-kept',
    what: 'after the kiosk has closed its ledger nobody in this process can settle anything by hand',
    file: 'device/ledger/ledger-lock.ts',
    find: 'return () => lock.close();',
    replace: 'return () => {};',
    caughtBy: 'device/ledger/ledger.test.ts',
  },
  {
    name: 'time-not-in-the-chain',
    what: 'whoever changes when an entry was written leaves no trace',
    file: 'device/ledger/chain.ts',
    find: '        row.at,\n',
    replace: '',
    caughtBy: 'device/ledger/integrity.test.ts',
  },
  {
    name: 'outcome-without-a-leaf',
    what: 'an application that was closed without anything being issued is missing in the public log',
    file: 'device/transparency/log.ts',
    find: "entry.kind === 'closed' ? entry.outcome : null;",
    replace: "entry.kind === 'closed' && entry.outcome !== 'abandoned' ? entry.outcome : null;",
    caughtBy: 'device/transparency/log.test.ts',
  },
  {
    name: 'rewritten-log-believed',
    what: 'a log that rewrote what it once said passes as one that only grew',
    file: 'device/transparency/proof/merkle.ts',
    find: 'return sn === 0 && equal(old, earlier.root) && equal(now, later.root);',
    replace: 'return sn === 0 && equal(now, later.root);',
    caughtBy: 'device/transparency/tree.test.ts',
  },
  {
    name: 'proof-of-another-receipt',
    what: 'a forged receipt passes the check with the proof of a genuine one',
    file: 'device/transparency/proof/verify.ts',
    find: "if (address !== null && !isOf(address, proof.hidden.reference)) return err({ kind: 'other-application' });",
    replace: "if (address === '' && !isOf(address, proof.hidden.reference)) return err({ kind: 'other-application' });",
    caughtBy: 'device/transparency/log.test.ts',
  },

  // Paper
  {
    name: 'half-paper-of-before',
    what: "the rest of a receipt that a pulled cable cut in two comes out before the next citizen's",
    file: 'drivers/receipt-printer/escpos/session.ts',
    find: '      if (!(await purge(signal))) return false;\n',
    replace: '',
    caughtBy: 'drivers/receipt-printer/escpos/driver.test.ts',
  },
  {
    name: 'commands-in-a-text',
    what: 'a name with control characters in it commands the printer',
    file: 'drivers/receipt-printer/escpos/text.ts',
    find: "if (/\\p{Cc}/u.test(letter)) return ' ';",
    replace: 'if (/\\p{Cc}/u.test(letter)) return letter;',
    caughtBy: 'drivers/receipt-printer/escpos/encode.test.ts',
  },
  {
    name: 'slip-without-its-number',
    what: 'two slips of one application cannot be told apart',
    file: 'device/receipt/doubt-slip.ts',
    find: "    { text: words.sheet(number), align: 'center' },\n",
    replace: '',
    caughtBy: 'device/receipt/slips.test.ts',
  },
  {
    name: 'code-of-another-application',
    what: 'the code on a receipt opens the page of nothing at all',
    file: 'device/session/paper-content.ts',
    find: 'qr: qrFor(registered.reference, context.proof, paper),',
    replace: "qr: qrFor(context.applicationId ?? '', context.proof, paper),",
    caughtBy: 'test/scenarios.test.ts',
  },
  {
    name: 'slip-in-the-language-of-the-office',
    what: 'a Russian who waits for his money reads about it in Azerbaijani',
    file: 'device/receipt/doubt-slip.ts',
    find: 'const words = PAPER_WORDS[content.language];',
    replace: 'const words = PAPER_WORDS.az;',
    caughtBy: 'test/paper.test.ts',
  },
  {
    name: 'wrong-cents',
    what: 'a receipt over 5,05 says 5,50',
    file: 'device/receipt/format.ts',
    find: "String(amount % 100).padStart(2, '0')",
    replace: "String(amount % 100).padEnd(2, '0')",
    caughtBy: 'device/receipt/format.test.ts',
  },
  {
    name: 'receipts-in-universal-time',
    what: 'every receipt is four hours early, and after eight in the evening of the day before',
    file: 'device/centre-time.ts',
    find: 'const OFFSET_MS = 4 * 3_600_000;',
    replace: 'const OFFSET_MS = 0;',
    caughtBy: 'device/centre-time.test.ts',
  },
  {
    name: 'day-of-the-start',
    what: 'a kiosk that runs since Monday promises and judges everything by Monday',
    file: 'device/session/actors.ts',
    find: `  return createKioskMachine(session, () => ({
    today: parts.localTime().slice(0, 10),`,
    replace: `  const today = parts.localTime().slice(0, 10);
  return createKioskMachine(session, () => ({
    today,`,
    caughtBy: 'test/scenarios.test.ts',
  },
  {
    name: 'saturday-is-a-working-day',
    what: 'a citizen is told to come on a day on which nobody works',
    file: 'device/catalogue/dates.ts',
    find: 'const weekend = at.getUTCDay() === 0 || at.getUTCDay() === 6;',
    replace: 'const weekend = at.getUTCDay() === 0;',
    caughtBy: 'device/catalogue/dates.test.ts',
  },

  {
    name: 'memory-of-the-roll',
    what: 'after every restart a kiosk believes that its roll is new, and a certificate ends in the middle',
    file: 'drivers/receipt-printer/job/printer.ts',
    find: 'let memo: PrinterMemo = memory?.load() ?? NOTHING_PRINTED;',
    replace: 'let memo: PrinterMemo = NOTHING_PRINTED;',
    caughtBy: 'drivers/receipt-printer/job/printer.test.ts',
  },

  // Who looks after it
  {
    name: 'never-down',
    what: 'a device that was unplugged is offered to citizens, and the attendant sees it as well',
    file: 'drivers/supervision/supervisor.ts',
    find: '(await limited((signal) => connection.heartbeat(signal), down)) ? 0 : silent + 1;',
    replace: '(await limited((signal) => connection.heartbeat(signal), down)) ? 0 : silent;',
    caughtBy: 'drivers/supervision/supervisor.test.ts',
  },
  {
    name: 'cut-off-code-completed',
    what: 'half of a code that was scanned is taken for the beginning of the next',
    file: 'drivers/scanner/hid-pos/assembler.ts',
    find: 'return layout.continued ? drop(CUT_SHORT) :',
    replace: 'return layout.continued ? [] :',
    caughtBy: 'drivers/scanner/hid-pos/assembler.test.ts',
  },
  {
    name: 'link-opens-twice',
    what: "whoever finds the technician's link in a history opens his page once more",
    file: 'device/technician/gate.ts',
    find: `      if (!same(code, access.code)) return null;
      dropAccess(ledgerFile);`,
    replace: '      if (!same(code, access.code)) return null;',
    caughtBy: 'device/technician/gate.test.ts',
  },
  {
    name: 'name-in-the-log',
    what: 'what a card or an office said stands in the log',
    file: 'device/log/field.ts',
    find: "if (kind === 'phrase') return PHRASE.test(value) ? value : WITHHELD;",
    replace: "if (kind === 'phrase') return PHRASE.test(value) || value.length <= 80 ? value : WITHHELD;",
    caughtBy: 'device/log/log.test.ts',
  },
  {
    name: 'wrong-use-is-a-failure',
    what: 'a script that tells wrong use from a broken device by the exit code does the wrong thing',
    file: 'provisioning/outcome.ts',
    find: 'err({ exit: 2, line });',
    replace: 'err({ exit: 1, line });',
    caughtBy: 'provisioning/main.test.ts',
  },
  {
    name: 'markup-in-a-name',
    what: 'a name of a service ends the script of the page that checks receipts, and begins another',
    file: 'provisioning/transparency/page.ts',
    find: ".replaceAll('<', '\\\\u003c');",
    replace: ';',
    caughtBy: 'provisioning/transparency/page.test.ts',
  },
  {
    name: 'trace-of-people-unasked',
    what: 'zones of documents are written to a disk although nobody said that they may be',
    file: 'provisioning/run/record.ts',
    find: 'if (!simulate && !recordPersonalData) {',
    replace: "if (!simulate && !recordPersonalData && record === '') {",
    caughtBy: 'provisioning/run/record.test.ts',
  },
  {
    name: 'trace-for-everybody',
    what: 'every user of the machine reads the traces of its wires',
    file: 'provisioning/replay/record-file.ts',
    find: 'const MODE = 0o600;',
    replace: 'const MODE = 0o644;',
    caughtBy: 'provisioning/replay/replay.test.ts',
  },

  // What only whole processes show
  {
    name: 'stop-of-systemd-ignored',
    what: 'a kiosk that systemd stops ends amid whatever it does, and its devices are not put in order',
    file: 'provisioning/process-io.ts',
    find: "const INTERRUPTS = ['SIGINT', 'SIGTERM'] as const;",
    replace: "const INTERRUPTS = ['SIGINT', 'SIGHUP'] as const;",
    caughtBy: 'test/processes/cli.test.ts',
  },
  {
    name: 'broken-pipe-is-an-error',
    what: 'every command that is piped into head ends with a stack',
    file: 'provisioning/process-io.ts',
    find: "if (error.code === 'EPIPE') {",
    replace: "if (error.code === 'EIO') {",
    caughtBy: 'test/processes/cli.test.ts',
  },
  {
    name: 'second-kiosk-goes-on',
    what: 'a kiosk that is started a second time settles the payments of the first before it finds its port taken',
    file: 'provisioning/run/run.ts',
    find: '  if (port) return port;',
    replace: '  if (port && !options.simulate) return port;',
    caughtBy: 'test/processes/cli.test.ts',
  },
  {
    name: 'pretended-paper-looks-genuine',
    what: 'a receipt of a demonstration has nothing on it that says so',
    file: 'device/main.ts',
    find: `    pxPerMm: about.panel.pxPerMm,
    simulated: simulators !== null,`,
    replace: `    pxPerMm: about.panel.pxPerMm,
    simulated: profile.kiosk.id === '',`,
    caughtBy: 'test/browser/journey.test.ts',
  },
];
