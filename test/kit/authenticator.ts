import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import type { NewPasskey, PasskeyCreation, PasskeyProof, PasskeyRequest } from '@foyer/contracts';
import { isoCBOR } from '@simplewebauthn/server/helpers';

/** What a device says that is not as it should be. */
export interface Saying {
  /** The page that asks, as the browser has seen it. */
  origin: string;
  /** For whom the key was made. */
  rpId?: string;
  /** Whether its owner has unlocked it. */
  unlocked?: boolean;
  /** Whether somebody was there at all. */
  present?: boolean;
  counter?: number;
  challenge?: string;
  type?: string;
  /** Whose account it says that it stands for. */
  userHandle?: string;
}

const hash = (text: string | Buffer): Buffer => createHash('sha256').update(text).digest();
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');

/** A device that holds one passkey, and says whatever a test has it say. */
export class SoftAuthenticator {
  readonly id = base64(randomBytes(32));
  private readonly key: KeyObject;
  private readonly cose: Uint8Array;
  private user = '';

  constructor() {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.key = privateKey;
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
    const part = (text: string) => new Uint8Array(Buffer.from(text, 'base64url'));
    this.cose = isoCBOR.encode(
      new Map<number, number | Uint8Array>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, part(x)],
        [-3, part(y)],
      ]),
    );
  }

  /** Makes the passkey. */
  create(options: PasskeyCreation, said: Saying): NewPasskey {
    this.user = options.user.id;
    const id = Buffer.from(this.id, 'base64url');
    const length = Buffer.alloc(2);
    length.writeUInt16BE(id.length);
    const authData = Buffer.concat([
      this.head(said.rpId ?? options.rp.id, said, 0x40),
      ...[Buffer.alloc(16), length, id, this.cose],
    ]);
    const attestation = isoCBOR.encode(
      new Map<string, string | Map<string, string> | Uint8Array>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', new Uint8Array(authData)],
      ]),
    );
    return {
      ...this.frame(),
      response: {
        clientDataJSON: client('webauthn.create', options.challenge, said),
        attestationObject: base64(attestation),
        transports: ['internal'],
      },
    };
  }

  /** Signs what it is asked to. */
  sign(options: PasskeyRequest, said: Saying): PasskeyProof {
    const clientDataJSON = client('webauthn.get', options.challenge, said);
    const authData = this.head(said.rpId ?? options.rpId, said, 0);
    const signed = Buffer.concat([authData, hash(Buffer.from(clientDataJSON, 'base64url'))]);
    return {
      ...this.frame(),
      response: {
        clientDataJSON,
        authenticatorData: base64(authData),
        signature: base64(sign('sha256', signed, this.key)),
        userHandle: said.userHandle ?? this.user,
      },
    };
  }

  private frame() {
    return {
      ...{ id: this.id, rawId: this.id, type: 'public-key' as const, clientExtensionResults: {} },
      authenticatorAttachment: 'platform' as const,
    };
  }

  private head(rpId: string, { unlocked = true, present = true, counter = 0 }: Saying, more: number): Buffer {
    const rest = Buffer.alloc(5);
    rest.writeUInt8((present ? 0x01 : 0) | (unlocked ? 0x04 : 0) | more);
    rest.writeUInt32BE(counter, 1);
    return Buffer.concat([hash(rpId), rest]);
  }
}

function client(type: string, challenge: string, said: Saying): string {
  const data = { type: said.type ?? type, challenge: said.challenge ?? challenge, origin: said.origin };
  return base64(Buffer.from(JSON.stringify({ ...data, crossOrigin: false })));
}
