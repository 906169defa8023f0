// @ts-check
import { createConnection } from 'node:net';

/** Milliseconds: the emulated machine may be busy for seconds. */
const ANSWER_MS = 60_000;

/**
 * @typedef {object} Lines
 * @property {(message: object) => void} send
 * @property {(is: (message: any) => boolean, limitMs?: number) => Promise<any>} hear the first matching message, past or future
 * @property {() => void} close
 */

/**
 * @param {string} path
 * @returns {Promise<Lines>}
 */
export function openJsonSocket(path) {
  return new Promise((settle, fail) => {
    const socket = createConnection(path);
    socket.once('error', fail);
    socket.once('connect', () => {
      socket.off('error', fail);
      socket.on('error', () => undefined);
      settle(linesOf(socket));
    });
  });
}

/** Number of messages that are kept, although no command asked for them. */
const KEPT = 500;

/**
 * @param {import('node:net').Socket} socket
 * @returns {Lines}
 */
function linesOf(socket) {
  /** @type {any[]} */
  const heard = [];
  /** @type {Set<() => void>} */
  const waiting = new Set();
  let rest = '';
  let closed = false;
  socket.setEncoding('utf8');
  socket.on('data', (/** @type {string} */ chunk) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    // The agent answers a synchronisation with an extra byte before the JSON.
    for (const line of lines) heard.push(JSON.parse(line.replace(/^[^{]*/, '')));
    heard.splice(0, heard.length - KEPT);
    for (const look of [...waiting]) look();
  });
  socket.on('close', () => {
    closed = true;
    for (const look of [...waiting]) look();
  });
  return {
    send: (message) => void socket.write(`${JSON.stringify(message)}\n`),
    hear: (is, limitMs = ANSWER_MS) =>
      new Promise((settle, fail) => {
        const limit = setTimeout(() => end(fail, new Error(`nothing of it in ${limitMs} ms`)), limitMs);
        /**
         * @param {(value: any) => void} how
         * @param {any} value
         */
        const end = (how, value) => {
          clearTimeout(limit);
          waiting.delete(look);
          how(value);
        };
        const look = () => {
          const at = heard.findIndex(is);
          if (at >= 0) end(settle, heard.splice(at, 1)[0]);
          else if (closed) end(fail, new Error('the other end is gone'));
        };
        waiting.add(look);
        look();
      }),
    close: () => socket.destroy(),
  };
}
