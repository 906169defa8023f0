import type { FastifyInstance } from 'fastify';
import { crockfordSymbols } from '../../drivers/crockford.ts';
import { err, ok, type Result } from '../../drivers/result.ts';
import { createRepeatableBytes } from './codes.ts';

export interface SignedOrder {
  readonly order: string;
  readonly signature: string;
}

export interface OrderDeskOptions {
  readonly now: () => Date;
  readonly order?: SignedOrder;
  readonly secureBytes?: (count: number) => Uint8Array;
}

interface GivenCode {
  readonly at: number;
  usedBy: string | null;
}

/** The technician drives to the centre. */
const VALID_MS = 24 * 3_600_000;
/** 80 bits: too many to guess. */
const CODE_LETTERS = 16;

/** Once: its content (a password, a certificate's code) is for one kiosk. */
export class OrderDesk {
  readonly #options: OrderDeskOptions;
  readonly #codes = new Map<string, GivenCode>();

  constructor(options: OrderDeskOptions) {
    this.#options = options;
  }

  newCode(): string | null {
    const { now, order, secureBytes = createRepeatableBytes() } = this.#options;
    if (!order) return null;
    const code = crockfordSymbols(secureBytes(CODE_LETTERS)).replace(/.{4}(?=.)/g, '$&-');
    this.#codes.set(code, { at: now().getTime(), usedBy: null });
    return code;
  }

  /** A repeated key gets the same answer until expiry. */
  take(code: string, key: string): Result<SignedOrder, 404 | 409 | 410> {
    const { now, order } = this.#options;
    const given = this.#codes.get(code);
    if (!order || !given) return err(404);
    if (now().getTime() - given.at >= VALID_MS) return err(410);
    if (given.usedBy !== null && given.usedBy !== key) return err(409);
    given.usedBy = key;
    return ok(order);
  }
}

/** `POST /v1/orders` with `{"code": …}` serves any caller that has a code, because a new kiosk cannot prove its identity yet. */
export function serveOrders(app: FastifyInstance, desk: OrderDesk): void {
  app.post('/v1/orders', async (request, reply) => {
    const { code } = (request.body ?? {}) as { readonly code?: unknown };
    const key = request.headers['idempotency-key'];
    if (typeof code !== 'string' || typeof key !== 'string' || key.length > 64)
      return reply.code(400).send({ status: 400 });
    const taken = desk.take(code, key);
    return taken.ok ? taken.value : reply.code(taken.error).send({ status: taken.error });
  });
}
