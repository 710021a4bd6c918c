-- What a person does in the front matter of a note.

local suite = require("suite")
local test, equal = suite.test, suite.equal

--- A workspace with a schema of its own, and a note at its root.
local function open_with_schema(editor, lines)
  vim.fn.writefile({ "schemas:", '  - files: ["*.md"]', "    schema: note.yaml" }, editor.workspace .. "/askdown.yaml")
  vim.fn.writefile({
    "required: [title]",
    "properties:",
    "  title: {description: What it is called., type: string}",
    "  level: {description: How hard it is., enum: [junior, senior], default: junior}",
    "  levels: {type: array, items: {enum: [junior, senior]}}",
  }, editor.workspace .. "/note.yaml")
  editor:open("schema.md", table.concat(lines, "\n"))
end

--- Completes at the end of the line by keyboard, takes the first word, and gives the words that were offered.
local function complete(editor, line)
  editor:lua("vim.lsp.completion.enable(true, Client().id, 0)")
  editor:type(line .. "GA")
  editor:lua("vim.lsp.completion.get()")
  local words = editor:menu()
  editor:type("<C-y>")
  return words
end

-- Neovim 0.10 completes by plugins only.
if suite.can_enable then
  test("completes keys and values of the schema, by keyboard", function(editor)
    open_with_schema(editor, { "---", "levels: []", "level: sen", "ti", "---" })
    local function expect(line, expected)
      editor:wait("line " .. line .. " to be " .. expected, function()
        return editor:lines()[line] == expected
      end)
      editor:type("<Esc>")
    end
    equal(complete(editor, 3), { "senior" })
    expect(3, "level: senior")
    equal(complete(editor, 4), { "title" })
    -- Where a snippet has its stop, Neovim 0.11 may leave a key of its own.
    editor:wait("the completed key", function()
      return vim.startswith(editor:lines()[4], "title: ")
    end)
  end)

  test("completes an item whose dash is not typed yet", function(editor)
    open_with_schema(editor, { "---", "title: A", "levels:", "  - junior", "  se", "---" })
    equal(complete(editor, 5), { "senior" })
    editor:wait("the completed item", function()
      return editor:lines()[5] == "  - senior"
    end)
  end)
end

test("hovers over a key and a value of the schema, and takes what was meant", function(editor)
  open_with_schema(editor, { "---", "title: A", "level: seniro", "---" })
  editor:expect_diagnostics({ "3:8-3:14 warning unknown-value" })
  local function hover(keys)
    editor:type(keys)
    editor:lua("vim.lsp.buf.hover()")
    local shown = editor:wait("a floating window", function()
      return editor:lua([[
        for _, window in ipairs(vim.api.nvim_list_wins()) do
          if vim.api.nvim_win_get_config(window).relative ~= "" then
            local lines = vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, true)
            vim.api.nvim_win_close(window, true)
            return table.concat(lines, "\n")
          end
        end
      ]])
    end)
    assert(shown:find("How hard it is.", 1, true) and shown:find("`junior`, `senior`", 1, true), shown)
  end
  hover("3G0")
  hover("3G$")
  editor:lua("vim.lsp.buf.code_action({ apply = true })")
  editor:expect_diagnostics({})
  equal(editor:lines()[3], "level: senior")
end)
