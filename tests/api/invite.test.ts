// The command that gives the first roles, as people run it.
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { describeWithInstance } from './command-context.ts'

const patience = 120_000

describeWithInstance('npm run invite', (instance) => {
  const invite = (...args: string[]) => instance.run('commands/invite.ts', args)
  const rolesInside = () =>
    instance.inDatabase(async (db) => {
      const { rows } = await sql`
        select email, locale, role, coalesce(organisation.name, territory_id) as of, granted_by
        from account_role join account on account.id = account_id
        left join organisation on organisation.id = organisation_id order by account_role.id`.execute(db)
      return rows
    })

  // No database is asked: once is enough, and the embedded one is everywhere.
  describe.skipIf(instance.kind !== 'embedded')('called wrongly', () => {
    it.each([
      [[], /^name one e-mail address/],
      [['a@example.org', 'b@example.org'], /^name one e-mail address/],
      [['anna'], /^"anna" is no e-mail address/],
      [['a@example.org'], /^--role wants contributor, moderator or administrator/],
      [['a@example.org', '--role', 'king'], /^--role wants/],
      [['a@example.org', '--role', 'moderator'], /^name the territory of the moderator/],
      [['a@example.org', '--role', 'moderator', '--territory', 'alsace'], /^"alsace" is no territory/],
      [['a@example.org', '--role', 'contributor'], /^name the organisation/],
      [
        ['a@example.org', '--role', 'contributor', '--territory', '67482'],
        /^a contributor has an organisation, no territory/,
      ],
      [
        ['a@example.org', '--role', 'administrator', '--organisation', 'A'],
        /^to be administrator one has a territory, no organisation/,
      ],
      [
        ['a@example.org', '--role', 'moderator', '--territory', '67482', '--language', 'pl'],
        /^"pl" is no language/,
      ],
      [['a@example.org', '--colour', 'blue'], /^Unknown option '--colour'/],
    ])('with %j says in one sentence what is wrong', async (args, sentence) => {
      const { code, errors, output } = await invite(...args)
      expect({ code, errors }).toEqual({ code: 1, errors: expect.stringMatching(sentence) })
      expect(errors).toContain('npm run invite -- EMAIL')
      expect(output).toBe('')
    })

    it('tells how it is called', async () => {
      expect(await invite('--help')).toMatchObject({
        code: 0,
        output: expect.stringMatching(/^npm run invite -- EMAIL/),
      })
    })
  })

  it('makes an account with a role, and orders one letter however often it is run', {
    timeout: patience,
  }, async () => {
    const args = ['Anna@Example.org', '--role', 'moderator', '--territory', '67482', '--language', 'de']
    expect(await invite(...args)).toMatchObject({
      code: 0,
      errors: expect.stringMatching(/anna@example\.org is invited/),
    })
    expect(await invite(...args)).toMatchObject({
      code: 0,
      errors: expect.stringMatching(/has this role already/),
    })
    expect(await rolesInside()).toEqual([
      { email: 'anna@example.org', locale: 'de', role: 'moderator', of: 'commune-67482', granted_by: null },
    ])
    const orders = await instance.inDatabase(
      async (db) =>
        (await sql<{ data: object }>`select data from pgboss.job where name = 'letter'`.execute(db)).rows,
    )
    expect(orders).toEqual([
      { data: { kind: 'invitation', id: expect.any(Number), origin: 'http://127.0.0.1:3000' } },
    ])
  })

  it('takes a role back, once', { timeout: patience }, async () => {
    const args = ['Bea@example.org', '--role', 'administrator', '--territory', '67482']
    await invite(...args)
    const before = await rolesInside()
    const errors = async () => (await invite(...args, '--remove')).errors
    expect(await errors()).toMatch(/bea@example\.org no longer has this role/)
    expect(await errors()).toMatch(/does not have this role/)
    expect(await rolesInside()).toHaveLength(before.length - 1)
    const orders = await instance.inDatabase(
      async (db) =>
        (
          await sql<{ by: number | null; email: string }>`
            select taken_by as by, email from pgboss.job
            join role_taken_back as gone on gone.id = (data ->> 'id')::bigint
            join account on account.id = gone.account_id
            where job.name = 'letter' and data ->> 'kind' = 'role-taken-back'`.execute(db)
        ).rows,
    )
    expect(orders).toEqual([{ by: null, email: 'bea@example.org' }])
  })

  it('refuses what nobody can answer for here, and changes nothing', { timeout: patience }, async () => {
    const before = await rolesInside()
    expect(
      await invite('b@example.org', '--role', 'moderator', '--territory', 'commune-75056'),
    ).toMatchObject({
      code: 1,
      errors: expect.stringMatching(/^commune-75056 is no territory of this instance/),
    })
    expect(
      await invite('b@example.org', '--role', 'contributor', '--organisation', 'Nobody knows it'),
    ).toMatchObject({
      code: 1,
      errors: expect.stringMatching(/^No place names the organisation "Nobody knows it"/),
    })
    expect(await rolesInside()).toEqual(before)
  })

  it('names an organisation as one writes it, and makes one when told', { timeout: patience }, async () => {
    const made = [
      'c@example.org',
      '--role',
      'contributor',
      '--organisation',
      'Les Amis',
      '--new-organisation',
    ]
    expect((await invite(...made)).code).toBe(0)
    expect(
      (await invite('d@example.org', '--role', 'contributor', '--organisation', ' les  amis')).code,
    ).toBe(0)
    expect((await rolesInside()).slice(-2)).toMatchObject([
      { email: 'c@example.org', of: 'Les Amis' },
      { email: 'd@example.org', of: 'Les Amis' },
    ])
  })
})
