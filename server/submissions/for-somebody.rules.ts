// Who writes in whose name.
import { isAgent, type SignedIn } from '../accounts/roles.rules.ts'

/**
 * An agent who gives another address than their own writes down what somebody tells them, on the phone or at the
 * counter: nobody is asked to confirm. Without an address of that person, the agent's own stands for it.
 */
export function writesForSomebody(account: SignedIn | null, email: string): boolean {
  return account !== null && isAgent(account.roles) && account.email !== email
}
