// Settings of the mail, read.

export type SmtpServer = {
  host: string
  port: number
  /** Encrypted from the first byte (`smtps:`), rather than after it was agreed (STARTTLS). */
  secure: boolean
  credentials: { user: string; password: string } | undefined
}

/** Who the letters come from. */
export type Sender = { name: string; address: string }

/** Without a server, letters are kept as files. */
export type MailSettings = { server: SmtpServer | undefined; from: Sender }

/** Reads `SMTP_URL` and `MAIL_FROM`, or says what is wrong. An address with a password is not repeated. */
export function mailSettingsOf(
  url: string | undefined,
  from: string | undefined,
): MailSettings | { fault: string } {
  const server = url === undefined ? undefined : smtpServerOf(url)
  if (url !== undefined && !server) {
    return {
      fault:
        'SMTP_URL is not the address of a mail server: write smtp://user:password@host:587 or smtps://user:password@host:465, or leave it out to keep letters as files. Signs such as @ or / in a password are written %40, %2F.',
    }
  }
  if (from === undefined && server) {
    return {
      fault:
        'SMTP_URL needs MAIL_FROM: say who letters come from, for example MAIL_FROM=contact@example.org.',
    }
  }
  const sender = senderOf(from ?? 'reperes@localhost')
  if (!sender) {
    return {
      fault: `MAIL_FROM is "${from}": write one e-mail address, with a name before it if you like, for example Repères <contact@example.org>.`,
    }
  }
  return { server, from: sender }
}

function smtpServerOf(text: string): SmtpServer | undefined {
  if (!/^smtps?:\/\//i.test(text) || !URL.canParse(text)) return undefined
  const { protocol, hostname, port, username, password, pathname, search, hash } = new URL(text)
  if (!hostname || !['', '/'].includes(pathname) || search || hash) return undefined
  const secure = protocol === 'smtps:'
  const [user, secret] = [decoded(username), decoded(password)]
  if (user === undefined || secret === undefined) return undefined
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port ? Number(port) : secure ? 465 : 587,
    secure,
    credentials: user ? { user, password: secret } : undefined,
  }
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

function senderOf(text: string): Sender | undefined {
  const [, name = '', address = text] = /^"?([^"<>\r\n]*?)"?\s*<([^<>]+)>$/.exec(text) ?? []
  return /^[^\s@<>",;:()]+@[^\s@<>",;:()]+$/.test(address) ? { name: name || 'Repères', address } : undefined
}
