import Link from 'next/link';

export default function NotFound() {
  return (
    <main className="main">
      <h1>没有这个页面</h1>
      <p>地址可能有误，事项已不存在，或者您的账号没有查看权限。</p>
      <p><Link href="/">返回待办</Link></p>
    </main>
  );
}
