"""The words of plugins at the command line, in Chinese and English."""

from __future__ import annotations

PLUGIN: dict[str, tuple[str, str]] = {
    "engine_of_ledgers": (
        "只用于逐户评定的台账；Parquet、目录和数据库按列评定",
        "it is for ledgers; Parquet files, folders and databases are decided by columns",
    ),
    "failed_plugin": (
        "插件 {plugin} 的 `{what}` 出错：{reason}；可用 povertyrules plugin check {plugin} 检验",
        (
            "`{what}` of the plugin {plugin} failed: {reason}; "
            "povertyrules plugin check {plugin} tries it out"
        ),
    ),
    "no_plugins": ("没有安装插件。", "No plugin is installed."),
    "plugin_name": ("插件", "Plugin"),
    "plugin_version": ("版本", "Version"),
    "plugin_package": ("软件包", "Package"),
    "plugin_declares": ("提供", "Declares"),
    "declares_functions": ("函数 {count} 个", "functions: {count}"),
    "declares_code_lists": ("代码表 {count} 个", "code lists: {count}"),
    "declares_ruleset_sources": ("规则集来源 {count} 个", "ruleset sources: {count}"),
    "declares_lints": ("检查项 {count} 个", "lints: {count}"),
    "declares_ledger_formats": ("台账格式 {count} 种", "ledger formats: {count}"),
    "declares_engines": ("引擎 {count} 个", "engines: {count}"),
    "declares_renderers": ("输出格式 {count} 种", "renderers: {count}"),
    "listed_by": ("，", ", "),
    "plugin_sound": (
        "未发现插件 {name} 有不符约定之处。",
        "No breach of the contract was found in the plugin {name}.",
    ),
    "unknown_plugin": (
        "没有安装名为 {name} 的插件；已有：{known}",
        "no installed plugin is called {name}; there is: {known}",
    ),
}
