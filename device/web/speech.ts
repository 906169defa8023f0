import type { FastifyInstance } from 'fastify';
import * as z from 'zod/mini';
import type { Log } from '../log/log.ts';
import { spokenText } from '../speech/spoken-text.ts';
import type { Voice } from '../speech/voice.ts';
import { SPEECH_ROUTE, SPEECH_SPEEDS, SPOKEN_LANGUAGES, type SpeechRequest } from '../words/speech.ts';

/** Why 4,000: chosen, so that a text has room and a request stays small. */
const MAX_SPOKEN_LETTERS = 4_000;

const speechRequest = z.strictObject({
  text: z.string().check(z.minLength(1), z.maxLength(MAX_SPOKEN_LETTERS)),
  language: z.enum(SPOKEN_LANGUAGES),
  speed: z.literal(SPEECH_SPEEDS),
}) satisfies z.ZodMiniType<SpeechRequest>;

export interface SpeechPageOptions {
  readonly voice: Voice;
  readonly log: Log;
  /** Whether a request with these cookies comes from the glass of this kiosk. */
  readonly isGlass: (cookies: string | undefined) => boolean;
}

/** Gives the citizen's page the sound of a text. The log never has the text. */
export function serveSpeech(app: FastifyInstance, { voice, log, isGlass }: SpeechPageOptions): void {
  app.post(SPEECH_ROUTE, async (request, reply) => {
    reply.header('cache-control', 'no-store');
    if (!isGlass(request.headers.cookie)) return reply.code(403).send({ error: 'not the glass' });
    const asked = speechRequest.safeParse(request.body);
    if (!asked.success) return reply.code(400).send({ error: 'expected {text, language, speed}' });
    const { text, language, speed } = asked.data;
    const sound = await voice.speak(spokenText(text, language), language, speed);
    if (sound.ok) return reply.type('audio/wav').send(Buffer.from(sound.value));
    log.event('speech.failed', { code: sound.error.code });
    return reply.code(503).send({ error: sound.error.code });
  });
  app.addHook('onClose', async () => voice.close());
}
