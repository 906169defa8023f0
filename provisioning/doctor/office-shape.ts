import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { load } from 'js-yaml';
import { parseJson } from '../../device/words/json.ts';
import type { OfficeAnswer } from './office-ask.ts';

type Json = Readonly<Record<string, unknown>>;

/**
 * Differences between an answer and the OpenAPI document, in words; empty if the document allows it [OpenAPI 3.1, 4.8.16 and 4.8.24, JSON
 * Schema 2020-12].
 */
export function openApiDifferences(file: string, path: string, answer: OfficeAnswer): readonly string[] {
  const document = load(readFileSync(file, 'utf8')) as Json;
  const operation = at(document, ['paths', path, 'get']);
  const declared = at(operation, ['responses', String(answer.status)]);
  if (!declared) return [`status ${answer.status} is not in the document`];
  const media = at(follow(document, declared), ['content', answer.mediaType]);
  if (!media) return [`media type ${answer.mediaType || 'of none'} is not in the document`];
  const value = parseJson(answer.body);
  if (value === undefined) return ['the answer is no JSON'];
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  const validate = ajv.compile({ ...(media['schema'] as Json), components: document['components'] });
  if (validate(value)) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath || 'the answer'} ${message}`);
}

const at = (from: Json | undefined, steps: readonly string[]): Json | undefined =>
  steps.reduce<Json | undefined>((value, step) => value?.[step] as Json | undefined, from);

function follow(document: Json, part: Json): Json | undefined {
  const to = part['$ref'];
  return typeof to === 'string' ? at(document, to.slice(2).split('/')) : part;
}
