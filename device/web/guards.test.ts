import { describe, expect, it } from 'vitest';
import { allowedHostNames, requestRefusalOf } from './guards.ts';

const names = allowedHostNames(8080, ['localhost:5173']);
const ask = (headers: Record<string, string>, method = 'GET') => requestRefusalOf({ method, headers }, names);

describe('refusalOf', () => {
  it('when the request comes from our own page, then it is accepted', () => {
    expect(ask({ host: '127.0.0.1:8080' })).toBeUndefined();
    expect(ask({ host: 'LOCALHOST:8080' })).toBeUndefined();
    expect(ask({ host: 'localhost:5173', origin: 'http://localhost:5173' })).toBeUndefined();
    expect(ask({ host: '127.0.0.1:8080', origin: 'http://127.0.0.1:8080' }, 'POST')).toBeUndefined();
    expect(ask({ host: '127.0.0.1:8080', origin: 'http://127.0.0.1:8080', upgrade: 'websocket' })).toBeUndefined();
  });

  it('when the host is another name for this address, then it is refused', () => {
    expect(ask({})).toBe('host');
    expect(ask({ host: 'localhost' })).toBe('host');
    expect(ask({ host: 'rebound.example:8080' })).toBe('host');
    expect(ask({ host: 'localhost:8080.evil.example' })).toBe('host');
  });

  it('when the origin is foreign, or missing where it is needed, then it is refused', () => {
    const host = '127.0.0.1:8080';
    expect(ask({ host, origin: 'http://evil.example' })).toBe('origin');
    expect(ask({ host, origin: 'null' })).toBe('origin');
    expect(ask({ host, origin: 'file://127.0.0.1:8080' })).toBe('origin');
    expect(ask({ host, upgrade: 'websocket' })).toBe('origin');
    expect(ask({ host }, 'POST')).toBe('origin');
    expect(ask({ host }, 'DELETE')).toBe('origin');
  });

  it('when the port is 80, then a host without a port is accepted', () => {
    expect(
      requestRefusalOf({ method: 'GET', headers: { host: 'localhost' } }, allowedHostNames(80, [])),
    ).toBeUndefined();
  });
});
