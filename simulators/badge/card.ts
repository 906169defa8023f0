import { BADGE_APPLICATION } from '../../drivers/badge/desfire/application.ts';
import {
  DESFIRE_STATUS,
  type DesfireAnswer,
  type DesfireCommand,
  decodeDesfire,
  encodeDesfireAnswer,
  encodeNumber,
  encodeReadDataHeader,
  INS,
} from '../../drivers/badge/desfire/codec.ts';
import { badgeKeyInput, diversifiedKey } from '../../drivers/badge/desfire/diversify.ts';
import {
  commandMac,
  type Ev2Session,
  encryptAnswer,
  encryptCardProof,
  encryptChallenge,
  incrementCommandCounter,
  startEv2Session,
  verifyReaderProof,
} from '../../drivers/badge/desfire/ev2.ts';
import { concat, fromHex } from '../../drivers/bytes.ts';
import { areSameBytes } from '../../drivers/id-reader/apdu/bytes.ts';
import { armedFaults } from '../faults/armed.ts';
import type { CardAnswer, SimulatedCard } from '../id-reader/pn532/card.ts';

/** `silent`: no answer once. `damaged`: one wrong bit in a protected answer. `hidden-uid`: a card with random UID. */
export const BADGE_FAULTS = ['silent', 'damaged', 'hidden-uid'] as const;
/** Faults that the next badge can have. */
export type BadgeFault = (typeof BADGE_FAULTS)[number];

/** `uid`: 7 bytes. `masterKey`: the issuer's, 16 bytes. */
export interface DesfireBadgeOptions {
  readonly id: string;
  readonly uid: Uint8Array;
  readonly number: string;
  readonly masterKey: Uint8Array;
  /** 0 ≤ n < 1, for the card's random numbers. */
  readonly random: () => number;
  /** Default: EV3. */
  readonly generation?: 'EV2' | 'EV3';
}

/** In ms, without the air. */
const COMPUTING_MS = 4;
/** [AN10833, 3; MF3DHx2, GetVersion]: vendor NXP, DESFire, 4 KB, ISO 14443-4. */
const VERSION = { EV2: '04010112001805', EV3: '04010133001805' } as const;
/** Batch, week and year of production. */
const PRODUCTION = fromHex('ba5504930d2021');

type Pending =
  | { readonly of: 'version'; readonly part: number }
  | { readonly of: 'authentication'; readonly rndB: Uint8Array };

/** Its own key, derived from the master key, and the file with its number. */
export class DesfireBadge implements SimulatedCard {
  readonly faults = armedFaults(BADGE_FAULTS);
  readonly id: string;
  readonly uid: Uint8Array;
  readonly sensRes = 0x0344;
  readonly selRes = 0x20;
  readonly ats = fromHex('067577810280');
  readonly #number: string;
  readonly #key: Uint8Array;
  readonly #version: Uint8Array;
  readonly #random: () => number;
  #application: number | undefined;
  #pending: Pending | undefined;
  #session: Ev2Session | undefined;

  constructor({ id, uid, number, masterKey, random, generation = 'EV3' }: DesfireBadgeOptions) {
    this.id = id;
    this.uid = uid;
    this.#number = number;
    this.#key = diversifiedKey(masterKey, badgeKeyInput(uid, BADGE_APPLICATION.aid));
    this.#version = fromHex(VERSION[generation]);
    this.#random = random;
  }

  exchange(command: Uint8Array): CardAnswer | undefined {
    if (this.faults.take('silent')) return undefined;
    const decoded = decodeDesfire(command);
    const answer = decoded.ok ? this.#answer(decoded.value) : failed(decoded.error);
    return { bytes: encodeDesfireAnswer(answer), afterMs: COMPUTING_MS };
  }

  reset(): void {
    this.#application = undefined;
    this.#pending = undefined;
    this.#session = undefined;
  }

  #answer(command: DesfireCommand): DesfireAnswer {
    const pending = this.#pending;
    this.#pending = undefined;
    switch (command.kind) {
      case 'get-version':
        return this.#versionPart(0);
      case 'select-application':
        return this.#select(command.aid);
      case 'authenticate-ev2-first':
        return this.#challenge(command.key);
      case 'additional-frame':
        if (pending?.of === 'version') return this.#versionPart(pending.part);
        return pending ? this.#welcome(pending.rndB, command.data) : failed(DESFIRE_STATUS.illegalCommand);
      case 'read-data':
        return this.#read(command);
      default:
        return command satisfies never;
    }
  }

  #versionPart(part: number): DesfireAnswer {
    const shown = this.faults.armed().some(({ fault }) => fault === 'hidden-uid') ? new Uint8Array(7) : this.uid;
    if (part < 2) {
      this.#pending = { of: 'version', part: part + 1 };
      return { status: DESFIRE_STATUS.more, data: this.#version };
    }
    this.faults.take('hidden-uid');
    return { status: DESFIRE_STATUS.ok, data: concat(shown, PRODUCTION) };
  }

  #select(aid: number): DesfireAnswer {
    this.#session = undefined;
    const known = aid === 0 || aid === BADGE_APPLICATION.aid;
    this.#application = known ? aid : undefined;
    return known ? { status: DESFIRE_STATUS.ok, data: new Uint8Array() } : failed(DESFIRE_STATUS.applicationNotFound);
  }

  #challenge(key: number): DesfireAnswer {
    this.#session = undefined;
    if (this.#application !== BADGE_APPLICATION.aid || key !== BADGE_APPLICATION.readKey)
      return failed(DESFIRE_STATUS.noSuchKey);
    const rndB = this.#bytes(16);
    this.#pending = { of: 'authentication', rndB };
    return { status: DESFIRE_STATUS.more, data: encryptChallenge(this.#key, rndB) };
  }

  #welcome(rndB: Uint8Array, proof: Uint8Array): DesfireAnswer {
    if (proof.length !== 32) return failed(DESFIRE_STATUS.lengthError);
    const rndA = verifyReaderProof(this.#key, rndB, proof);
    if (!rndA) return failed(DESFIRE_STATUS.authenticationError);
    const ti = this.#bytes(4);
    this.#session = startEv2Session(this.#key, rndA, rndB, ti);
    return { status: DESFIRE_STATUS.ok, data: encryptCardProof(this.#key, rndA, ti) };
  }

  /** A failure ends the session [AN12343]. */
  #read(command: Extract<DesfireCommand, { kind: 'read-data' }>): DesfireAnswer {
    const session = this.#session;
    this.#session = undefined;
    if (!session) return failed(DESFIRE_STATUS.authenticationError);
    if (!command.mac) return failed(DESFIRE_STATUS.lengthError);
    if (!areSameBytes(commandMac(session, INS.readData, encodeReadDataHeader(command)), command.mac))
      return failed(DESFIRE_STATUS.integrityError);
    if (command.file !== BADGE_APPLICATION.file) return failed(DESFIRE_STATUS.fileNotFound);
    const file = encodeNumber(this.#number);
    const end = command.length === 0 ? file.length : command.offset + command.length;
    if (command.offset >= file.length || end > file.length) return failed(DESFIRE_STATUS.boundaryError);
    const after = incrementCommandCounter(session);
    this.#session = after;
    const data = encryptAnswer(after, DESFIRE_STATUS.ok, file.subarray(command.offset, end));
    if (this.faults.take('damaged')) data[0]! ^= 1;
    return { status: DESFIRE_STATUS.ok, data };
  }

  #bytes(count: number): Uint8Array {
    return Uint8Array.from({ length: count }, () => Math.floor(this.#random() * 256));
  }
}

const failed = (status: number): DesfireAnswer => ({ status, data: new Uint8Array() });
