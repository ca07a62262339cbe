import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigError, PROGRAM_DIR, VARIABLES, loadConfig } from './config.ts';

function faults(env: Record<string, string>): readonly string[] {
  try {
    loadConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.lines;
    throw error;
  }
}

describe('the environment', () => {
  it('may be empty', () => {
    const config = loadConfig({});
    expect(config).toEqual({
      host: '127.0.0.1',
      port: 3000,
      baseUrl: 'http://127.0.0.1:3000',
      dataDir: path.join(PROGRAM_DIR, 'data'),
      databaseUrl: undefined,
      databasePool: 4,
      smtpUrl: undefined,
      secretKeyFile: path.join(PROGRAM_DIR, 'data/secret.key'),
      webWorkers: 1,
      logLevel: 'info',
      samples: true,
      trustProxy: false,
      metricsToken: undefined,
    });
    expect(Object.isFrozen(config)).toBe(true);
  });

  it('is taken as given', () => {
    expect(
      loadConfig({
        HOST: '::1',
        PORT: '0',
        BASE_URL: 'https://encuentro.example.org/',
        DATA_DIR: '/srv/ja',
        DATABASE_URL: 'postgres://u:p@db/ja',
        SMTP_URL: 'smtps://u:p@mail.example.org',
        SAMPLES: '0',
        TRUST_PROXY: '10.0.0.0/8, ::1',
        WEB_WORKERS: ' 4 ',
        LOG_LEVEL: '',
      }),
    ).toMatchObject({
      host: '::1',
      port: 0,
      baseUrl: 'https://encuentro.example.org',
      dataDir: '/srv/ja',
      databaseUrl: 'postgres://u:p@db/ja',
      smtpUrl: 'smtps://u:p@mail.example.org',
      secretKeyFile: '/srv/ja/secret.key',
      samples: false,
      trustProxy: '10.0.0.0/8,::1',
      webWorkers: 4,
      logLevel: 'info',
    });
    expect(loadConfig({ HOST: '::1' }).baseUrl).toBe('http://[::1]:3000');
    expect(['1', 'true', '0', '2'].map((TRUST_PROXY) => loadConfig({ TRUST_PROXY }).trustProxy)).toEqual([
      1,
      true,
      false,
      2,
    ]);
  });

  it.each([
    ['PORT', '70000'],
    ['PORT', '-1'],
    ['PORT', '3e3'],
    ['HOST', 'a b'],
    ['BASE_URL', 'encuentro.example.org'],
    ['BASE_URL', 'https://example.org/path'],
    ['BASE_URL', 'ftp://example.org'],
    ['DATABASE_URL', 'mysql://u:hunter2@db/ja'],
    ['DATABASE_POOL', '0'],
    ['SMTP_URL', 'http://u:hunter2@mail'],
    ['SMTP_URL', 'smtp://mail.example.org?perMinute=0'],
    ['WEB_WORKERS', '65'],
    ['LOG_LEVEL', 'loud'],
    ['SAMPLES', 'no'],
    ['TRUST_PROXY', 'somebody'],
    ['METRICS_TOKEN', 'short'],
  ])('refuses %s=%s in one line that does not repeat it', (name, value) => {
    const lines = faults({ [name]: value });
    expect(lines.map((line) => line.split(':')[0])).toEqual([name]);
    expect(lines.join()).not.toContain('hunter2');
    expect(VARIABLES.map((one) => one.name)).toContain(name);
  });

  it('names every fault at once', () => {
    expect(faults({ PORT: 'x', SAMPLES: 'x', SMTP_URL: 'x' }).length).toBe(3);
  });
});
