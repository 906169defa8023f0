import { expect, it } from 'vitest';
import { createZvtTerminalSimulator } from '../../../simulators/payment-terminal/zvt.ts';
import { NEVER_ABORTED, steppedClock } from '../../../test/contract/zvt-scripted-rig.ts';
import { fromHex } from '../../bytes.ts';
import { cable } from '../../link/pair.ts';
import type { RawExchangeEnd } from '../protocol.ts';
import { rawExchange } from './raw.ts';

async function raw(hex: string, { plugged = true, signal = NEVER_ABORTED, waitMs = 3_000 } = {}) {
  const { clock, pass } = steppedClock();
  const wire = cable();
  if (!plugged) wire.unplug();
  const simulator = createZvtTerminalSimulator({
    wire: wire.device,
    clock,
    random: () => 0.5,
    framing: 'serial',
    now: () => new Date(0),
  });
  const kinds: string[] = [];
  let end: RawExchangeEnd | undefined;
  const done = rawExchange({
    link: wire.host(),
    clock,
    speech: { framing: 'serial', charset: 'cp437' },
    message: fromHex(hex),
    onMessage: ({ kind }) => kinds.push(kind),
    onDiscarded: () => undefined,
    signal,
  }).then((result) => {
    end = result.ok ? result.value : undefined;
    return result;
  });
  await pass(0);
  await pass(waitMs);
  await pass(waitMs);
  simulator.close();
  return { end, kinds, result: await done };
}

it('when a command is sent, then each message is reported until its end', async () => {
  expect(await raw('05 01 03 12 34 56')).toMatchObject({ end: 'completion', kinds: ['positive-ack', 'completion'] });
  expect(await raw('06 20 05 12 34 56 03 03')).toMatchObject({ end: 'abort', kinds: ['positive-ack', 'abort'] });
  expect(await raw('06 C0 00')).toMatchObject({ end: 'refusal', kinds: ['negative-ack'] });
});

it('when nothing follows the acknowledgement, then the end is "answer"', async () => {
  expect(await raw('06 02 00')).toMatchObject({ end: 'answer', kinds: ['positive-ack'] });
});

it('when the cable is out, then the exchange fails; when the signal is aborted, then the exchange stops', async () => {
  expect((await raw('06 02 00', { plugged: false })).result).toMatchObject({ ok: false, error: { code: 'LNK-101' } });
  expect(await raw('06 02 00', { signal: AbortSignal.abort() })).toMatchObject({ end: 'stopped' });
});
