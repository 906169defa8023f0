import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** Between a card and vpcd. Frames: two bytes of length, then a control byte or an APDU (vsmartcard, vpcd.h). */
const RELAY = `
  const { createServer, connect } = require('node:net');
  const { parentPort, workerData: port } = require('node:worker_threads');
  const ATR_REQUEST = 0x04;
  function framesOf(onFrame) {
    let held = Buffer.alloc(0);
    return (chunk) => {
      held = Buffer.concat([held, chunk]);
      while (held.length >= 2 && held.length >= 2 + held.readUInt16BE(0)) {
        const end = 2 + held.readUInt16BE(0);
        onFrame(held.subarray(0, end));
        held = held.subarray(end);
      }
    };
  }
  const server = createServer((card) => {
    let service;
    let atr = null;
    let asksForAtr = false;
    const held = [];
    card.on('data', framesOf((frame) => {
      if (asksForAtr) atr = frame;
      asksForAtr = false;
      if (service) service.write(frame);
      else held.push(frame);
    }));
    card.on('error', () => card.destroy());
    card.on('close', () => service?.destroy());
    const join = () => {
      if (card.destroyed) return;
      const trying = connect(port, '127.0.0.1', () => {
        service = trying;
        for (const frame of held) service.write(frame);
        trying.on('close', () => card.destroy());
      });
      trying.on('error', () => (service ? trying.destroy() : setTimeout(join, 20)));
      trying.on('data', framesOf((frame) => {
        const isRequest = frame.length === 3 && frame[2] === ATR_REQUEST;
        if (isRequest && atr) return void trying.write(atr);
        asksForAtr = isRequest;
        card.write(frame);
      }));
    };
    join();
  }).listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));
`;

/**
 * Answers vpcd's request for the ATR from another thread, once the card has given it. The service asks at each check for presence. The
 * native `disconnect` waits for the end of the check, so a card in the same thread could never answer.
 */
export async function startVpcdRelay(port: number): Promise<{ readonly port: number; close(): Promise<unknown> }> {
  const worker = new Worker(RELAY, { eval: true, workerData: port });
  const [own] = (await once(worker, 'message')) as [number];
  return { port: own, close: () => worker.terminate() };
}
