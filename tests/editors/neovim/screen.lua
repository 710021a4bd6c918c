-- An editor in a terminal, as a person sees it: Neovim's terminal emulator draws it, and the test reads the screen.

local Screen = {}
Screen.__index = Screen

--- Starts `command` in a terminal of 100 columns and 40 lines.
function Screen.run(command, folder, environment)
  local buffer = vim.api.nvim_create_buf(false, true)
  local window = vim.api.nvim_open_win(buffer, true, { relative = "editor", row = 0, col = 0, width = 100, height = 40 })
  local channel = vim.fn.jobstart(command, {
    term = true,
    width = 100,
    height = 40,
    cwd = folder,
    env = vim.tbl_extend("force", environment, { TERM = "xterm-256color" }),
  })
  assert(channel > 0, command[1] .. " does not start in a terminal")
  return setmetatable({ buffer = buffer, window = window, channel = channel }, Screen)
end

--- Starts Neovim with the settings of `editor` on the file at `path`.
function Screen.start(editor, path)
  local screen = Screen.run(editor.command, editor.workspace, editor.environment)
  screen:type(":edit " .. path .. "<CR>")
  return screen
end

function Screen:type(keys)
  vim.fn.chansend(self.channel, vim.keycode(keys))
end

function Screen:lines()
  return vim.api.nvim_buf_get_lines(self.buffer, 0, -1, false)
end

--- Whether a line has all of `pieces` in it.
function Screen:shows(pieces)
  return vim.iter(self:lines()):any(function(line)
    return vim.iter(pieces):all(function(piece)
      return line:find(piece, 1, true) ~= nil
    end)
  end)
end

function Screen:fail(what, pieces)
  local seen = table.concat(self:lines(), "\n"):gsub("%s+$", "")
  error(what .. " with " .. vim.inspect(pieces) .. " on the screen:\n" .. seen, 0)
end

--- Waits for a line with all of the pieces in it, and fails with what the screen shows instead.
function Screen:expect(...)
  local pieces = { ... }
  local found = vim.wait(10000, function()
    return self:shows(pieces)
  end, 50)
  if not found then
    self:fail("no line", pieces)
  end
end

--- Waits until no line has all of the pieces in it.
function Screen:expect_gone(...)
  local pieces = { ... }
  local gone = vim.wait(10000, function()
    return not self:shows(pieces)
  end, 50)
  if not gone then
    self:fail("a line", pieces)
  end
end

--- The exit code of the editor in the terminal.
function Screen:wait_for_end()
  return vim.fn.jobwait({ self.channel }, 10000)[1]
end

return Screen
