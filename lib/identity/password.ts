import { lengthOf } from '../kernel/text';

const CLASSES = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/];

/** What is wrong with a new password, or null: 8 to 128 characters of three kinds, not naming the account. */
export function passwordFault(password: string, loginName: string): string | null {
  if (lengthOf(password) < 8) return '密码至少 8 位';
  if (lengthOf(password) > 128) return '密码不超过 128 位';
  if (CLASSES.filter((c) => c.test(password)).length < 3) return '密码应包含大写字母、小写字母、数字、符号中的三种';
  if (loginName.length >= 3 && password.toLowerCase().includes(loginName.toLowerCase())) return '密码不得包含账号';
  return null;
}
