import { describe, expect, test } from 'vitest';
import { foundDuesAnswer, listedDuesAnswer } from '../../device/back-office/due-answers.ts';
import { LANGUAGE_CODES } from '../../device/words/language.ts';
import { BILL_DUE } from '../support/sample-dues.ts';
import { type Exchange, openApi } from './openapi.ts';

const api = openApi('device/back-office/openapi.yaml');

describe("the back office's interface", () => {
  test('when the document is read, then each operation has an id, a summary and a response 500', () => {
    const ids = api.operations.map(({ operation }) => operation['operationId']);
    expect(new Set(ids).size).toBe(45);
    for (const { operation } of api.operations) {
      expect(operation['summary']).toBeTypeOf('string');
      expect(Object.keys(operation['responses'] as object)).toContain('500');
    }
  });

  test('when an operation is a POST, then it requires an idempotency key', () => {
    for (const { method, operation } of api.operations) {
      // EST has no idempotency key: the request itself identifies a repetition.
      if (method !== 'POST' || JSON.stringify(operation['tags']) === '["enrolment"]') continue;
      expect(operation['parameters']).toContainEqual({ $ref: '#/components/parameters/IdempotencyKey' });
    }
  });

  test('when an operation needs no certificate of a kiosk, then it is one of the five for papers and enrolment', () => {
    expect(api.document['security']).toEqual([{ kiosk: [] }]);
    expect(api.follow({ $ref: '#/components/securitySchemes/kiosk' })).toMatchObject({ type: 'mutualTLS' });
    const open = api.operations.filter(({ operation }) => 'security' in operation);
    expect(open.map(({ operation }) => operation['operationId'])).toEqual([
      'verifyDocument',
      'readAuthorities',
      'readRequestAttributes',
      'readRevocations',
      'enrol',
    ]);
  });

  test('when the kiosk has a language, then openapi.yaml has it', () => {
    expect(api.follow({ $ref: '#/components/schemas/Language' })).toMatchObject({ enum: LANGUAGE_CODES });
  });

  test.each([
    ['under a number', foundDuesAnswer],
    ['of a person', listedDuesAnswer],
  ])('when the office sends the most dues %s that openapi.yaml allows, then the kiosk accepts them', (_, answer) => {
    const { properties } = api.follow({ $ref: '#/components/schemas/Dues' }) as {
      properties: { dues: { maxItems: number } };
    };
    const { maxItems } = properties.dues;
    const isAccepted = (length: number) =>
      answer.safeParse({ dues: Array.from({ length }, (_, nth) => ({ ...BILL_DUE, owner: null, id: `D-${nth}` })) })
        .success;
    expect([isAccepted(maxItems), isAccepted(maxItems + 1)]).toEqual([true, false]);
  });

  test('when openapi.yaml has a reference, then its target exists', () => {
    const references = [...JSON.stringify(api.document).matchAll(/"\$ref":"([^"]+)"/g)].map((match) => match[1]!);
    expect(references.length).toBeGreaterThan(20);
    for (const $ref of references) expect(api.follow({ $ref }), $ref).toBeTypeOf('object');
  });
});

describe('exchange that differs from the document', () => {
  const survey: Exchange = {
    method: 'POST',
    path: '/v1/surveys',
    requestHeaders: { 'content-type': 'application/json', 'idempotency-key': 'one' },
    requestBody: '{"service":"queue-ticket","score":5}',
    status: 204,
    mediaType: '',
    responseBody: '',
  };

  test.each<[string, Partial<Exchange>, string[]]>([
    ['nothing wrong', {}, []],
    ['another address', { path: '/v2/surveys' }, ['POST /v2/surveys is not in the document']],
    [
      'no key',
      { requestHeaders: { 'content-type': 'application/json' } },
      ['parameter Idempotency-Key: must be string'],
    ],
    ['six faces', { requestBody: '{"service":"queue-ticket","score":6}' }, ['request/score: must be <= 5']],
    ['a teapot', { status: 418 }, ['response: status 418 is not in the document']],
    ['an answer too many', { responseBody: '{}' }, ['response: no body is expected']],
    [
      'a problem in plain JSON',
      { status: 409, mediaType: 'application/json', responseBody: '{}' },
      ['response: media type application/json is not in the document'],
    ],
  ])('when an exchange has %s, then the check reports exactly this', (_, change, errors) => {
    expect(api.check({ ...survey, ...change })).toEqual(errors);
  });
});
