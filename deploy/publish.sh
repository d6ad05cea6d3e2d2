#!/usr/bin/env bash
# 生成站点并切换到新版本：先写到新文件夹，写完再换链接；出错时原站点不动。
# RULEBOOK_PUBLISH_TO：内网服务器上的发布目录，nginx 的 root 指向其中的 current。
# RULEBOOK_SIGNING_KEY：给台账末行签名的 SSH 私钥，不给就不签。RULEBOOK_PUSH_LEDGER：非空时把台账推回主分支。
set -euo pipefail
cd "$(dirname "$0")/.."
to=${RULEBOOK_PUBLISH_TO:?请设置 RULEBOOK_PUBLISH_TO 为发布目录，例如 /srv/rulebook}
make setup
# 新文本记入台账；给了密钥就给末行签名。台账只在主分支由发布追加。
.venv/bin/rulebook record
if [ -n "${RULEBOOK_SIGNING_KEY:-}" ]; then
  rm -f ledger/head.sig
  ssh-keygen -q -Y sign -f "$RULEBOOK_SIGNING_KEY" -n rulebook-ledger ledger/head
  printf 'publisher namespaces="rulebook-ledger" %s\n' "$(ssh-keygen -y -f "$RULEBOOK_SIGNING_KEY")" > ledger/allowed_signers
fi
if [ -n "$(git status --porcelain ledger)" ]; then
  git add ledger
  git -c user.name=publisher -c user.email=publisher@localhost commit -q -m "Ledger: published texts"
  if [ -n "${RULEBOOK_PUSH_LEDGER:-}" ]; then git push -q origin HEAD:main; fi
fi
.venv/bin/rulebook verify
name=$(date -u +%Y%m%dT%H%M%SZ)-$(git rev-parse --short=12 HEAD)
mkdir -p "$to/releases"
new="$to/releases/.$name"
rm -rf "$new"
make build SITE="$new"
mv "$new" "$to/releases/$name"
ln -sfn "releases/$name" "$to/.next"
mv -T "$to/.next" "$to/current"
# 留最近五个版本，供回退：ln -sfn releases/<名称> current
find "$to/releases" -mindepth 1 -maxdepth 1 -type d -name '2*' | sort -r | tail -n +6 | xargs -r rm -rf --
echo "已发布：$to/current -> releases/$name"
