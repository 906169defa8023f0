import type { Result } from '../../drivers/result.ts';
import { plainNumber } from '../words/plain-letters.ts';
import { foundApplicationAnswer, officerReplyAnswer } from './answers.ts';
import type { createOfficeRequester } from './ask.ts';
import type { BackOfficeTrouble, FoundApplication } from './contract.ts';
import type { OwnApplicationChange, OwnApplicationOffice } from './own.ts';

const isItsCertificate = ({ registered }: FoundApplication, asked: string): boolean =>
  plainNumber(registered?.document?.number ?? '') === asked;

/**
 * Whether an answer is about the asked reference. `null` and the number of the found certificate fit any reference. The registered part
 * must have the same reference as the answer: a paper is made from it.
 */
export function isAboutReference(found: Result<FoundApplication, BackOfficeTrouble>, asked: string | null): boolean {
  if (!found.ok) return true;
  const { reference, registered: its } = found.value;
  const own = asked === null || isItsCertificate(found.value, asked) ? reference : asked;
  return reference === own && (its?.reference ?? reference) === own;
}

const PATH_OF: Readonly<Record<OwnApplicationChange['do'], string>> = {
  cancel: 'cancellation',
  move: 'rescheduling',
  'check-in': 'check-in',
  rate: 'rating',
};

/**
 * Operations on a citizen's own application. A later visit may print the receipt of a paid due again. The reply of an officer is in
 * Azerbaijani; the applicant rates it from 1 to 5.
 */
export function createOwnApplicationOffice(
  ask: ReturnType<typeof createOfficeRequester>,
  newKey: () => string,
): OwnApplicationOffice {
  return {
    async change(key, request, { do: what, ...rest }, signal) {
      const question = { path: `/v1/applications/${PATH_OF[what]}`, key, body: { ...request, ...rest } };
      const found = await ask.for(foundApplicationAnswer, question, [200], signal);
      return isAboutReference(found, request.reference) ? found : ask.foreign(key);
    },
    async readReply(body, signal) {
      const key = newKey();
      const reply = await ask.for(officerReplyAnswer, { path: '/v1/applications/reply', key, body }, [200], signal);
      return reply.ok && reply.value.reference !== body.reference ? ask.foreign(key) : reply;
    },
    async findBooking(body, signal) {
      const key = newKey();
      const found = await ask.for(foundApplicationAnswer, { path: '/v1/bookings', key, body }, [200], signal);
      return isAboutReference(found, null) ? found : ask.foreign(key);
    },
  };
}
