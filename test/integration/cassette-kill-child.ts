import { openLedger } from '../../device/ledger/ledger.ts';
import { createCassetteDesk } from '../../device/maintenance/money/cassette.ts';
import { logSignerFromSeed } from '../../device/merkle/signer.ts';

/* Exchanges the cassette of the ledger `argv[2]` from its open step, and ends itself by SIGKILL at the entry `argv[3]`, `argv[4]`: before or after. */

const [file = '', nth = '', when = ''] = process.argv.slice(2);
const opened = openLedger({ file, now: () => new Date(0) });
let entries = 0;
const ledger: typeof opened = {
  ...opened,
  append(id, entry) {
    entries += 1;
    const isLast = entries === Number(nth);
    if (isLast && when === 'before') process.kill(process.pid, 'SIGKILL');
    const after = opened.append(id, entry);
    if (isLast && when === 'after') process.kill(process.pid, 'SIGKILL');
    return after;
  },
};
const desk = createCassetteDesk({
  ledger,
  kioskId: 'K5',
  sign: logSignerFromSeed('asan-kiosk/K5', new Uint8Array(32).fill(7)).sign,
  timestamp: () => '2026-12-02T10:00:00+04:00',
  newId: () => 'exchange',
});
if (desk.find('exchange') === null) desk.begin({ badge: 'T-017', by: 'badge' });
desk.takenOut();
desk.putIn();
if (desk.current()?.step === 'count') desk.count([{ value: 2_000, count: 1 }], { badge: 'T-017', by: 'badge' });
desk.confirm({ badge: 'T-018', by: 'badge' });
desk.seal('AB123456');
desk.end(true);
ledger.close();
