import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { SimulatedClock } from 'xstate';
import { fromHex, toHex } from '../../../drivers/bytes.ts';
import { seededRandom } from '../../random.ts';
import { createChipSimulator } from '../emrtd/chip.ts';
import { insertIntoVpcd } from './vpcd.ts';

async function reader() {
  const server: Server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const card = new Promise<Socket>((resolve) => server.once('connection', resolve));
  return { server, port, card };
}

function messagesOf(socket: Socket) {
  let held = Buffer.alloc(0);
  const waiting: ((hex: string) => void)[] = [];
  socket.on('data', (chunk) => {
    held = Buffer.concat([held, chunk]);
    while (held.length >= 2 && held.length >= 2 + held.readUInt16BE(0)) {
      const end = 2 + held.readUInt16BE(0);
      waiting.shift()?.(held.subarray(2, end).toString('hex'));
      held = held.subarray(end);
    }
  });
  return () => new Promise<string>((resolve) => waiting.push(resolve));
}

const framed = (hex: string) => Buffer.concat([Buffer.from([0, hex.length / 2]), Buffer.from(hex, 'hex')]);

describe("a chip in vsmartcard's virtual reader", () => {
  let end = async () => {};
  afterEach(() => end());

  async function rig() {
    const { server, port, card: coming } = await reader();
    const clock = new SimulatedClock();
    const chip = createChipSimulator({ document: 'aze-card-woman', random: seededRandom(1) });
    const card = await insertIntoVpcd({ host: '127.0.0.1', port, chip, clock });
    const socket = await coming;
    const next = messagesOf(socket);
    const answer = next();
    end = async () => {
      await card.close();
      await new Promise((resolve) => server.close(resolve));
    };
    return { chip, card, clock, socket, answer, next };
  }

  it('when the reader asks for ATR, then the answer is of a contactless card', async () => {
    const { socket, answer } = await rig();
    socket.write(framed('01'));
    socket.write(framed('04'));
    expect(await answer).toBe('3b80800101');
  });

  it('when a command comes in pieces, then it is answered and reported', async () => {
    const { socket, answer, card, clock } = await rig();
    const seen: string[] = [];
    const heard = new Promise<void>((resolve) =>
      card.onTraffic(({ direction, bytes }) => {
        seen.push(`${direction} ${toHex(bytes)}`);
        if (direction === 'command') resolve();
      }),
    );
    const bytes = framed('00a4040c07a0000002471001');
    socket.write(bytes.subarray(0, 5));
    socket.write(bytes.subarray(5));
    await heard;
    clock.increment(0);
    expect(await answer).toBe('9000');
    expect(seen).toEqual(['command 00a4040c07a0000002471001', 'response 9000']);
  });

  it('when the chip is moved away, then the connection ends', async () => {
    const { socket, chip } = await rig();
    const closed = new Promise((resolve) => socket.once('close', resolve));
    chip.move('away');
    await closed;
  });

  it('when the reader ends the connection, then onHungUp is called', async () => {
    const { socket, card } = await rig();
    const told = new Promise<void>((resolve) => card.onHungUp(resolve));
    socket.destroy();
    await told;
  });

  it('when the power is cut, then the application is not selected any more', async () => {
    const { chip } = await rig();
    expect(chip.exchange(fromHex('00a4040c07a0000002471001'))?.bytes).toEqual(fromHex('9000'));
    expect(chip.exchange(fromHex('00a4020c02011e'))?.bytes).toEqual(fromHex('6982'));
    chip.reset();
    expect(chip.exchange(fromHex('00a4020c02011e'))?.bytes).toEqual(fromHex('6a82'));
  });

  it('when no reader listens, then insertIntoVpcd rejects', async () => {
    const { server, port } = await reader();
    await new Promise((resolve) => server.close(resolve));
    const chip = createChipSimulator({ document: 'aze-card-woman', random: seededRandom(1) });
    await expect(insertIntoVpcd({ host: '127.0.0.1', port, chip, clock: new SimulatedClock() })).rejects.toThrow(
      'ECONNREFUSED',
    );
    end = async () => {};
  });
});
