import { spawn } from 'node:child_process';
import type { Clock } from '../../drivers/clock.ts';
import { err, ok, type Result } from '../../drivers/result.ts';
import type { SpokenLanguage } from '../words/speech.ts';

/** `SPK-101`: the program is not installed. `SPK-102`: it gave no sound. `SPK-103`: newer texts took the place of this text. */
export interface SpeechTrouble {
  readonly code: 'SPK-101' | 'SPK-102' | 'SPK-103';
}

/** Turns a text into sound. */
export interface Voice {
  /** A WAV file of 16-bit samples, one channel. `wordsPerMinute`: 80 to 450. */
  speak(text: string, language: SpokenLanguage, wordsPerMinute: number): Promise<Result<Uint8Array, SpeechTrouble>>;
  close(): void;
}

/** The page asks for one text and for the next one; a key that comes then asks for another. Only the newest texts are of use. */
export const MAX_TEXTS_WAITING = 4;
/** Why 5 s: chosen, not measured on a small board. After this time the program counts as hung. */
const SPEAK_MS = 5_000;
/** Ten minutes of speech at 22 050 samples a second. */
const MAX_WAV_BYTES = 10 * 60 * 22_050 * 2;

interface SpeechJob {
  readonly text: string;
  readonly options: readonly string[];
  readonly resolve: (outcome: Result<Uint8Array, SpeechTrouble>) => void;
}

/**
 * espeak-ng as a program of its own: one process for each text. The text goes through stdin, so that the list of processes does not show
 * it. Source: man espeak-ng(1), options -v, -s, -b, -z, --stdin and --stdout.
 */
export function createEspeakVoice({
  clock,
  program = 'espeak-ng',
}: {
  readonly clock: Clock;
  readonly program?: string;
}): Voice {
  const waiting: SpeechJob[] = [];
  let running: { kill(): unknown } | null = null;
  return {
    speak(text, language, wordsPerMinute) {
      return new Promise((resolve) => {
        waiting.push({ text, options: ['-v', language, '-s', String(wordsPerMinute)], resolve });
        if (waiting.length > MAX_TEXTS_WAITING) waiting.shift()?.resolve(err({ code: 'SPK-103' }));
        void speakNext();
      });
    },
    close() {
      for (const { resolve } of waiting.splice(0)) resolve(err({ code: 'SPK-102' }));
      running?.kill();
    },
  };

  async function speakNext(): Promise<void> {
    if (running !== null) return;
    const job = waiting.shift();
    if (!job) return;
    job.resolve(await speakOnce(job.text, job.options));
    void speakNext();
  }

  function speakOnce(text: string, options: readonly string[]): Promise<Result<Uint8Array, SpeechTrouble>> {
    return new Promise((resolve) => {
      const child = spawn(program, [...options, '-b', '1', '-z', '--stdin', '--stdout'], {
        stdio: ['pipe', 'pipe', 'ignore'],
      });
      running = child;
      const chunks: Buffer[] = [];
      let bytes = 0;
      const late = clock.setTimeout(() => child.kill('SIGKILL'), SPEAK_MS);
      const end = (result: Result<Uint8Array, SpeechTrouble>) => {
        clock.clearTimeout(late);
        running = null;
        resolve(result);
      };
      child.on('error', (error) => end(err({ code: isMissing(error) ? 'SPK-101' : 'SPK-102' })));
      child.stdout.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > MAX_WAV_BYTES) child.kill('SIGKILL');
        else chunks.push(chunk);
      });
      child.on('close', (code) => {
        const wav = code === 0 ? withLengths(Buffer.concat(chunks)) : null;
        end(wav === null ? err({ code: 'SPK-102' }) : ok(wav));
      });
      // A program that ends early closes its end of the pipe; `close` then tells the outcome.
      child.stdin.on('error', () => undefined);
      child.stdin.end(text);
    });
  }
}

const isMissing = (error: Error): boolean => 'code' in error && error.code === 'ENOENT';

const HEADER_BYTES = 44;

/**
 * A program that writes to a pipe does not know the length of its sound. It leaves a wrong length in the header [Multimedia Programming
 * Interface 1.0, RIFF WAVE]. `null`: this is no WAV file with a header of 44 bytes, or it has no sound.
 */
function withLengths(wav: Buffer): Uint8Array | null {
  if (wav.length <= HEADER_BYTES || wav.toString('latin1', 0, 4) !== 'RIFF') return null;
  if (wav.toString('latin1', 8, 12) !== 'WAVE' || wav.toString('latin1', 36, 40) !== 'data') return null;
  wav.writeUInt32LE(wav.length - 8, 4);
  wav.writeUInt32LE(wav.length - HEADER_BYTES, 40);
  return wav;
}
